import { z } from "zod";
import { WAREHOUSE_SIZES, WAREHOUSE_TYPES } from "../../workspace/warehouse";
import { about, checkedText, later } from "./field";

const CHANNELS = ["CHANNEL_NAME_CURRENT", "CHANNEL_NAME_PREVIEW"] as const;

/** A warehouse has room for fewer than 45 tags; one is the kit's own. */
export const MOST_TAGS = 43;

const name = checkedText((text) => {
  const allowed = "1 to 99 characters, no space at either end, no control characters";
  if (text === "" || text !== text.trim()) return { what: "is empty or has a space at its start or end", allowed };
  if (text.length > 99) return { what: `has ${text.length} characters`, allowed, fix: "choose a shorter name" };
  return /\p{Cc}/u.test(text) ? { what: "has a control character in it", allowed } : undefined;
}).meta({ maxLength: 99 });

const clusters = z.int().min(1).max(30);

const options = {
  name: name.optional().meta(about("Name of the warehouse; unique in the workspace.", "the key of the entry")),
  size: z.enum(WAREHOUSE_SIZES).optional().meta(about("Size of each cluster.", "from the profile; shared: 2X-Small")),
  type: z
    .enum(WAREHOUSE_TYPES)
    .optional()
    .meta(about("Type of the warehouse; serverless needs PRO.", "from the profile; shared: PRO")),
  serverless: z
    .boolean()
    .optional()
    .meta(about("Runs on serverless compute.", "from the profile; shared: true; false with type CLASSIC")),
  autoStopMinutes: z
    .int()
    .min(0)
    .optional()
    .meta(
      about(
        "Minutes without a query until it stops: at least 5 with serverless, else at least 10; 0 = never, with allowNeverStop.",
        "from the profile; shared: 10",
      ),
    ),
  allowNeverStop: z
    .boolean()
    .optional()
    .meta(
      about(
        "Must be true beside autoStopMinutes: 0: such a warehouse bills day and night, about 730 hours a month.",
        "false",
      ),
    ),
  minClusters: clusters
    .optional()
    .meta(about("Clusters that always run while it runs.", "from the profile; shared: 1")),
  maxClusters: clusters
    .optional()
    .meta(about("Clusters it may grow to under load.", "from the profile, at least minClusters; shared: 1")),
  channel: z.enum(CHANNELS).optional().meta(about("Release channel of the SQL engine.", "CHANNEL_NAME_CURRENT")),
  tags: z
    .record(z.string(), z.string())
    .optional()
    .meta(
      about(
        `Custom tags, added to defaults.tags; together at most ${MOST_TAGS}. The tag onramp is the kit's own.`,
        "defaults.tags",
      ),
    ),
};

/** An entry of `warehouses:`. */
export const sharedWarehouse = z.strictObject(options);

/** `warehouse:` of an integration. */
export const integrationWarehouse = z.union([
  plainReference(),
  z.strictObject({
    ...options,
    existing: z.string().optional().meta(later("Id or name of a warehouse that is there already.")),
    cluster: z.string().optional().meta(later("Id of an all-purpose cluster to use in place of a warehouse.")),
    workspaceId: z.int().min(1).optional().meta(later("Number of the workspace, for the HTTP path of a cluster.")),
  }),
]);

function plainReference() {
  return z.string().min(1);
}

/** The options of a warehouse that is created, as written. */
export type WarehouseOptions = z.infer<typeof sharedWarehouse>;
