export type Cloud = "aws" | "azure" | "gcp";

/** A workspace with fewer possibilities than a whole one, see `editions.ts`. */
export type Edition = "free" | "trial";

/** Version of the metastore's privilege model. */
export type PrivilegeModel = "1.0" | "1.1";

export interface Identity {
  /** The sandbox's own id, to tell two sandboxes apart. */
  readonly sandboxId: string;
  /** Workspace (organisation) id: a number in the API. */
  readonly workspaceId: number;
  readonly accountId: string;
  readonly metastoreId: string;
  readonly metastoreName: string;
  readonly cloud: Cloud;
  readonly region: string;
  /** Absent: a whole workspace. */
  readonly edition?: Edition;
  /** Where managed data would be; undefined plays a metastore without storage root. */
  readonly storageRoot?: string;
  /** From 1.1 on, views need CREATE VIEW; before, CREATE TABLE covers them. */
  readonly privilegeModel: PrivilegeModel;
  /** Signs access tokens. */
  readonly signingKey: string;
  readonly createdAt: number;
}
