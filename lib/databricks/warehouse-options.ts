import { z } from "zod";

/** Sizes of SQL warehouses, smallest first. @see https://docs.databricks.com/aws/en/compute/sql-warehouse/create */
export const WAREHOUSE_SIZES = [
  "2X-Small",
  "X-Small",
  "Small",
  "Medium",
  "Large",
  "X-Large",
  "2X-Large",
  "3X-Large",
  "4X-Large",
] as const;

export type WarehouseSize = (typeof WAREHOUSE_SIZES)[number];

/** Types of SQL warehouses; serverless ones are PRO. */
export const WAREHOUSE_TYPES = ["PRO", "CLASSIC"] as const;

export type WarehouseType = (typeof WAREHOUSE_TYPES)[number];

/** A warehouse has room for fewer than 45 tags. */
export const MOST_WAREHOUSE_TAGS = 44;

/** Release channels of the SQL engine. */
export const WAREHOUSE_CHANNELS = ["CHANNEL_NAME_CURRENT", "CHANNEL_NAME_PREVIEW"] as const;

export type WarehouseChannel = (typeof WAREHOUSE_CHANNELS)[number];

/**
 * What can be said about a SQL warehouse beside its name. A new option is a member here and a row of
 * {@link WAREHOUSE_OPTIONS}: property, field of `onramp.yaml`, Terraform attribute and default follow from these.
 */
export interface WarehouseOptions {
  /** @default "2X-Small" */
  readonly size: WarehouseSize;
  /** @default "PRO" */
  readonly type: WarehouseType;
  /**
   * Whether it runs in Databricks' account and starts in seconds; needs the type PRO.
   *
   * @default true
   */
  readonly serverless: boolean;
  /**
   * Minutes without a query until it stops: at least 10, serverless at least 5; 0 = never.
   *
   * @default 10
   */
  readonly autoStopMinutes: number;
  /** @default 1 */
  readonly minClusters: number;
  /**
   * Clusters it may grow to under load, at most 30.
   *
   * @default - as many as minClusters
   */
  readonly maxClusters: number;
  /** @default "CHANNEL_NAME_CURRENT" */
  readonly channel: WarehouseChannel;
  /**
   * Tags for cost reports, at most 44.
   *
   * @default - no tags
   */
  readonly tags: Readonly<Record<string, string>>;
}

/** One row of {@link WAREHOUSE_OPTIONS}. */
export interface WarehouseOption<Value> {
  /** Attribute of `databricks_sql_endpoint`. */
  readonly attribute: string;
  /** What the attribute is set to. @defaultValue - the value itself */
  readonly written?: (value: Value) => unknown;
  readonly byDefault: Value;
  /** Values that a file may have, taken by themselves. */
  readonly schema: z.ZodType<Value>;
  /** Meaning and unit, for those who write `onramp.yaml`. */
  readonly says: string;
  /** What counts when the field is left out there, in words. */
  readonly saysDefault: string;
}

/** Tags by key; a key says something, and has no space at either end. */
export const tagsSchema = z.record(z.string(), z.string()).superRefine((tags, context) => {
  for (const key of Object.keys(tags)) {
    if (key !== "" && key === key.trim()) continue;
    const message = key.trim() === "" ? "is a tag without a name" : "is a tag with a space at its start or end";
    const params = { allowed: "text without outer spaces", fix: "write the key of the tag, or remove the line" };
    context.addIssue({ code: "custom", message, path: [key], params });
  }
});

const clusters = z.int().min(1).max(30);

/** Every option of a warehouse, in the order of the documentation. */
export const WAREHOUSE_OPTIONS: { readonly [Name in keyof WarehouseOptions]: WarehouseOption<WarehouseOptions[Name]> } =
  {
    size: {
      attribute: "cluster_size",
      byDefault: "2X-Small",
      schema: z.enum(WAREHOUSE_SIZES),
      says: "Size of each cluster.",
      saysDefault: "from the profile; shared: 2X-Small",
    },
    type: {
      attribute: "warehouse_type",
      byDefault: "PRO",
      schema: z.enum(WAREHOUSE_TYPES),
      says: "Type of the warehouse; serverless needs PRO.",
      saysDefault: "from the profile; shared: PRO",
    },
    serverless: {
      attribute: "enable_serverless_compute",
      byDefault: true,
      schema: z.boolean(),
      says: "Runs on serverless compute.",
      saysDefault: "from the profile; shared: true; false with type CLASSIC",
    },
    autoStopMinutes: {
      attribute: "auto_stop_mins",
      byDefault: 10,
      schema: z.int().min(0),
      says: "Minutes without a query until it stops: at least 5 with serverless, else at least 10; 0 = never, with allowNeverStop.",
      saysDefault: "from the profile; shared: 10",
    },
    minClusters: {
      attribute: "min_num_clusters",
      byDefault: 1,
      schema: clusters,
      says: "Clusters that always run while it runs.",
      saysDefault: "from the profile; shared: 1",
    },
    maxClusters: {
      attribute: "max_num_clusters",
      byDefault: 1,
      schema: clusters,
      says: "Clusters it may grow to under load.",
      saysDefault: "from the profile, at least minClusters; shared: 1",
    },
    channel: {
      attribute: "channel",
      written: (name) => ({ name }),
      byDefault: "CHANNEL_NAME_CURRENT",
      schema: z.enum(WAREHOUSE_CHANNELS),
      says: "Release channel of the SQL engine.",
      saysDefault: "CHANNEL_NAME_CURRENT",
    },
    tags: {
      attribute: "tags",
      written: (tags) => {
        const customTags = Object.entries(tags).map(([key, value]) => ({ key, value }));
        return customTags.length > 0 ? { customTags } : undefined;
      },
      byDefault: {},
      schema: tagsSchema,
      says: `Custom tags, added to defaults.tags; together at most ${MOST_WAREHOUSE_TAGS - 1}. The tag onramp is the kit's own.`,
      saysDefault: "defaults.tags",
    },
  };

/** Names of the options. */
export const WAREHOUSE_OPTION_NAMES = Object.keys(WAREHOUSE_OPTIONS) as (keyof WarehouseOptions)[];

/**
 * What is said, and for everything else what some defaults say, else the row's own default.
 *
 * @param said a value that is undefined is not said
 */
export function withWarehouseDefaults(
  said: Partial<WarehouseOptions>,
  defaults: Partial<WarehouseOptions> = {},
): WarehouseOptions {
  const values = WAREHOUSE_OPTION_NAMES.map((name) => [
    name,
    said[name] ?? defaults[name] ?? WAREHOUSE_OPTIONS[name].byDefault,
  ]);
  return Object.fromEntries(values) as WarehouseOptions;
}

/** The options among other fields; those that are not said are left out. */
export function warehouseOptionsIn(fields: Partial<WarehouseOptions>): Partial<WarehouseOptions> {
  return Object.fromEntries(
    WAREHOUSE_OPTION_NAMES.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  );
}
