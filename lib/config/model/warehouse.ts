import { z } from "zod";
import { WAREHOUSE_SIZES, WAREHOUSE_TYPES } from "../../databricks/warehouse";
import { clusterFault, existingWarehouseFault, groupFault, warehouseImportFault } from "../identifiers";
import { about, checkedText } from "./field";

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

/** What describes a warehouse that a stack creates or takes over. */
const created = {
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
  import: checkedText(warehouseImportFault)
    .optional()
    .meta(
      about(
        "Takes over a warehouse that is there already, by its id: the stack owns it from now on, and changes only what the other fields say. Its permissions stay as they are until the line is removed again; then they are the stack's too.",
        "a new warehouse",
      ),
    ),
};

/** What names compute that is there already, in place of all that. */
const adopted = {
  existing: checkedText(existingWarehouseFault)
    .optional()
    .meta(
      about(
        "Id or name of a warehouse that is there already, in place of the fields above. Neither it nor its permissions are changed.",
      ),
    ),
  useGroup: checkedText(groupFault)
    .optional()
    .meta(
      about(
        "Group that has CAN USE on the existing warehouse; the service principal joins it.",
        "none: the service principal has CAN USE in another way",
      ),
    ),
  cluster: checkedText(clusterFault)
    .optional()
    .meta(
      about(
        "Id of an all-purpose cluster, in place of a warehouse, for tools whose form takes one. Neither it nor its permissions are changed.",
      ),
    ),
  workspaceId: z
    .int()
    .min(1)
    .optional()
    .meta(
      about(
        "Number of the workspace, part of a cluster's HTTP path: the one after ?o= in the workspace's address.",
        "told by the host on Azure and Google Cloud, else required",
      ),
    ),
};

/** An entry of `warehouses:`. */
export const sharedWarehouse = z.strictObject({ ...created, ...adopted });

/** `warehouse:` of an integration. */
export const integrationWarehouse = z.union([z.string().min(1), sharedWarehouse]);

/** A warehouse as a mapping: one to create, or what is there already. */
export type WarehouseOptions = z.infer<typeof sharedWarehouse>;

/** Fields of a warehouse that is created or taken over. */
export const CREATED_FIELDS = Object.keys(created) as readonly (keyof typeof created)[];
