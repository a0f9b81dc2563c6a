import { z } from "zod";
import { warehousesThere, type FoundWarehouse } from "../../lib/databricks/warehouses";
import type { RestClient } from "../../lib/databricks/http/rest";
import { ServiceError } from "../../lib/databricks/http/service-error";

/** Group of everybody in the account, which no list of memberships names. */
const EVERYBODY = "account users";

const meSchema = z.object({
  userName: z.string(),
  displayName: z.string().optional(),
  groups: z.array(z.object({ display: z.string().optional() })).default([]),
});

const metastoreSchema = z.object({
  metastore_id: z.string(),
  name: z.string(),
  cloud: z.string().optional(),
  region: z.string().optional(),
  owner: z.string().optional(),
  storage_root: z.string().optional(),
  privilege_model_version: z.string().optional(),
});

/** A setting that was never changed may come as null. */
const settingsSchema = z.record(z.string(), z.string().nullable());

const assignmentSchema = z.object({ workspace_id: z.coerce.number() });

/** Who is signed in. */
export interface Me {
  /** User name or application id: the name that grants use. */
  readonly name: string;
  readonly displayName?: string;
  /** Workspace groups, nested ones included. */
  readonly groups: ReadonlySet<string>;
}

export type Metastore = z.infer<typeof metastoreSchema>;

/** Path of the call that says who is signed in; everybody may make it. */
export const ME = "/api/2.0/preview/scim/v2/Me";

/** Answers that several examinations need, each asked for once. */
export class WorkspaceFacts {
  readonly #rest: Pick<RestClient, "getAs">;
  #me?: Promise<Me>;
  #metastore?: Promise<Metastore | undefined>;
  #settings?: Promise<Readonly<Record<string, string | null>>>;
  #warehouses?: Promise<readonly FoundWarehouse[]>;
  #workspaceId?: Promise<number>;

  constructor(rest: Pick<RestClient, "getAs">) {
    this.#rest = rest;
  }

  me(): Promise<Me> {
    this.#me ??= this.#rest.getAs(meSchema, ME).then(({ userName, displayName, groups }) => ({
      name: userName,
      displayName: displayName || undefined,
      groups: new Set(groups.flatMap(({ display }) => display ?? [])),
    }));
    return this.#me;
  }

  /** @returns undefined when the workspace has none */
  metastore(): Promise<Metastore | undefined> {
    this.#metastore ??= this.#rest
      .getAs(metastoreSchema, "/api/2.1/unity-catalog/metastore_summary")
      .catch((error: unknown) => {
        if (error instanceof ServiceError && /no metastore assigned/i.test(error.message)) return undefined;
        throw error;
      });
    return this.#metastore;
  }

  /** Workspace settings that the doctor looks at; for admins. */
  settings(): Promise<Readonly<Record<string, string | null>>> {
    const keys = "enableIpAccessLists,enableTokensConfig,maxTokenLifetimeDays";
    this.#settings ??= this.#rest.getAs(settingsSchema, "/api/2.0/workspace-conf", { query: { keys } });
    return this.#settings;
  }

  /** SQL warehouses that the signed-in identity sees. */
  warehouses(): Promise<readonly FoundWarehouse[]> {
    this.#warehouses ??= warehousesThere(this.#rest);
    return this.#warehouses;
  }

  /** Number of this workspace. */
  workspaceId(): Promise<number> {
    this.#workspaceId ??= this.#rest
      .getAs(assignmentSchema, "/api/2.1/unity-catalog/current-metastore-assignment")
      .then(({ workspace_id }) => workspace_id);
    return this.#workspaceId;
  }

  /** True for the signed-in identity and for groups that it is in. */
  async isMe(principal: string | undefined): Promise<boolean> {
    const me = await this.me();
    return [me.name, EVERYBODY, ...me.groups].some((name) => name.toLowerCase() === principal?.toLowerCase());
  }
}
