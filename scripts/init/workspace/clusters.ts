import { z } from "zod";
import { accessModeOf, type AccessMode } from "../../../lib/databricks/clusters";
import { allPages } from "../../../lib/databricks/http/pages";
import type { RestClient } from "../../../lib/databricks/http/rest";

const clustersSchema = z.object({
  clusters: z
    .array(
      z.object({
        cluster_id: z.string(),
        cluster_name: z.string().default(""),
        state: z.string().default(""),
        cluster_source: z.string().optional(),
        data_security_mode: z.string().optional(),
        autotermination_minutes: z.number().default(0),
      }),
    )
    .default([]),
  next_page_token: z.string().optional(),
});

/** An all-purpose cluster that is there. */
export interface FoundCluster {
  readonly id: string;
  readonly name: string;
  /** e.g. `TERMINATED`, as the service says it. */
  readonly state: string;
  /** A tool with a service principal of its own needs a shared one. */
  readonly accessMode: AccessMode;
  /** Minutes without use until it ends, 0 = never. */
  readonly autoTerminationMinutes: number;
}

/** What starts clusters that end with their work: nothing that a tool could connect to. */
const FOR_ONE_PURPOSE = /^(JOB|PIPELINE|MODELS|SQL)/;

/** Every all-purpose cluster that the caller sees. @see https://docs.databricks.com/api/workspace/clusters/list */
export async function clustersOf(rest: Pick<RestClient, "getAs">): Promise<FoundCluster[]> {
  const pages = await allPages(rest, clustersSchema, "/api/2.1/clusters/list");
  return pages
    .flatMap(({ clusters }) => clusters)
    .filter(({ cluster_source: source = "" }) => !FOR_ONE_PURPOSE.test(source))
    .map((each) => ({
      id: each.cluster_id,
      name: each.cluster_name,
      state: each.state,
      accessMode: accessModeOf(each),
      autoTerminationMinutes: each.autotermination_minutes,
    }));
}
