import { z } from "zod";
import {
  MOST_WAREHOUSE_TAGS,
  WAREHOUSE_OPTIONS,
  WAREHOUSE_OPTION_NAMES,
  type WarehouseOptions as Options,
} from "../../databricks/warehouse-options";
import { clusterFault, groupFault, warehouseFault } from "../identifiers";
import { about, checkedText } from "./field";

/** One is the kit's own. */
export const MOST_TAGS = MOST_WAREHOUSE_TAGS - 1;

const name = checkedText((text) => {
  const allowed = "1 to 99 characters, no space at either end, no control characters";
  if (text === "" || text !== text.trim()) return { what: "is empty or has a space at its start or end", allowed };
  if (text.length > 99) return { what: `has ${text.length} characters`, allowed, fix: "choose a shorter name" };
  return /\p{Cc}/u.test(text) ? { what: "has a control character in it", allowed } : undefined;
}).meta({ maxLength: 99 });

type OptionShape = { [Name in keyof Options]: z.ZodOptional<z.ZodType<Options[Name]>> };

/** Every option of a warehouse as a field that may be left out. */
const options = Object.fromEntries(
  WAREHOUSE_OPTION_NAMES.map((each) => {
    const { schema, says, saysDefault } = WAREHOUSE_OPTIONS[each];
    return [each, (schema as z.ZodType).optional().meta(about(says, saysDefault))];
  }),
) as OptionShape;

/** What describes a warehouse that a stack creates or takes over. */
const created = {
  name: name.optional().meta(about("Name of the warehouse; unique in the workspace.", "the key of the entry")),
  ...options,
  allowNeverStop: z
    .boolean()
    .optional()
    .meta(
      about(
        "Must be true beside autoStopMinutes: 0: such a warehouse bills day and night, about 730 hours a month.",
        "false",
      ),
    ),
  import: checkedText(warehouseFault)
    .optional()
    .meta(
      about(
        "Takes over a warehouse that is there already, by its id or name: the stack owns it from now on, and changes only what the other fields say. Its permissions stay as they are until the line is removed again; then they are the stack's too.",
        "a new warehouse",
      ),
    ),
};

/** What names compute that is there already, in place of all that. */
const adopted = {
  existing: checkedText(warehouseFault)
    .optional()
    .meta(
      about(
        "Id or name of a warehouse that is there already, in place of the fields above. Neither it nor its permissions are changed.",
      ),
    ),
  viaGroup: checkedText(groupFault)
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

const emptyFault = (text: string) =>
  text === "" ? { what: "is empty", allowed: "the key of an entry under warehouses, or options" } : undefined;

/** `warehouse:` of an integration. */
export const integrationWarehouse = z.union([checkedText(emptyFault).meta({ minLength: 1 }), sharedWarehouse]);

/** A warehouse as a mapping: one to create, or what is there already. */
export type WarehouseInput = z.infer<typeof sharedWarehouse>;

/** Fields of a warehouse that is created or taken over. */
export const CREATED_FIELDS = Object.keys(created) as readonly (keyof typeof created)[];
