/**
 * DBU an hour that one running cluster of a SQL warehouse takes, by size; the sizes in ascending order.
 *
 * @see https://docs.databricks.com/aws/en/compute/sql-warehouse/warehouse-behavior
 */
export const DBU_PER_HOUR: Readonly<Record<string, number>> = {
  "2X-Small": 4,
  "X-Small": 6,
  Small: 12,
  Medium: 24,
  Large: 40,
  "X-Large": 80,
  "2X-Large": 144,
  "3X-Large": 272,
  "4X-Large": 528,
  "5X-Large": 1040,
};
