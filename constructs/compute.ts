import type { IConstruct } from "constructs";
import type { Connection } from "../lib/terraform/connection";
import type { Entitlement } from "../lib/databricks/entitlement";
import type { IServicePrincipal } from "./service-principal-base";

/** What runs a tool's queries: a SQL warehouse, or an all-purpose cluster in its place. */
export interface ICompute extends IConstruct {
  /** How the connection details name it. */
  readonly names: ComputeNames;
  /** Host name without protocol and port. */
  readonly hostname: string;
  /** 443 with Databricks itself. */
  readonly port: number;
  /** e.g. `/sql/1.0/warehouses/1234567890abcdef`. */
  readonly httpPath: string;
  /** Minutes without a query until it stops; 0 = never. */
  readonly autoStopMinutes: number;
  /** What a principal needs in the workspace to get there at all. */
  readonly entitlement: Entitlement;
  /** Lets the principal run queries, as far as the stack may decide that. */
  grantUse(principal: IServicePrincipal): void;
}

/** See {@link ICompute.names}. */
export type ComputeNames = Pick<
  Connection,
  "warehouse_id" | "warehouse_name" | "warehouse_existing" | "use_group" | "cluster_id" | "cluster_name"
>;
