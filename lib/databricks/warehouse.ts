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
