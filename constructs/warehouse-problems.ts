import { MOST_WAREHOUSE_TAGS, WAREHOUSE_SIZES, WAREHOUSE_TYPES } from "../lib/databricks/warehouse-options";
import type { SqlWarehouseProps } from "./sql-warehouse-props";
import { isKnown, rangeProblem, type Finding } from "./validation";

/** Shape of a warehouse's id. */
export const WAREHOUSE_ID = /^[0-9a-f]{16}$/i;

/** What Databricks would refuse about the settings of a warehouse; of settings that are not given, nothing. */
export function warehouseProblems(settings: SqlWarehouseProps): readonly Finding[] {
  const { name, size, type, serverless, autoStopMinutes, minClusters, maxClusters, tags = {} } = settings;
  const idleFrom = serverless === false ? 10 : 5;
  const tagCount = Object.keys(tags).length;
  return [
    name === undefined && settings.import === undefined && "name is missing, give it a name",
    name !== undefined && isKnown(name) && name.trim() === "" && "name is empty, give it a name",
    name !== undefined &&
      isKnown(name) &&
      name.length > 99 &&
      `name has ${name.length} characters, allowed are at most 99`,
    isKnown(size) && !WAREHOUSE_SIZES.includes(size!) && `size is ${size}, allowed are ${WAREHOUSE_SIZES.join(", ")}`,
    isKnown(type) && !WAREHOUSE_TYPES.includes(type!) && `type is ${type}, allowed are ${WAREHOUSE_TYPES.join(", ")}`,
    serverless &&
      isKnown(type) &&
      type !== "PRO" &&
      `type is ${type}, serverless needs PRO; set the type or serverless: false`,
    autoStopMinutes !== undefined &&
      isKnown(autoStopMinutes) &&
      !(Number.isInteger(autoStopMinutes) && (autoStopMinutes === 0 || autoStopMinutes >= idleFrom)) &&
      `autoStopMinutes is ${autoStopMinutes}, allowed are ${idleFrom} or more, and 0 for never`,
    rangeProblem("minClusters", minClusters, 1, 30),
    rangeProblem("maxClusters", maxClusters, 1, 30),
    minClusters !== undefined &&
      maxClusters !== undefined &&
      isKnown(minClusters) &&
      isKnown(maxClusters) &&
      minClusters > maxClusters &&
      `minClusters is ${minClusters}, more than maxClusters, which is ${maxClusters}`,
    Object.keys(tags).some((key) => isKnown(key) && (key === "" || key !== key.trim())) &&
      "tags has a key that is empty or has a space at its start or end",
    tagCount > MOST_WAREHOUSE_TAGS && `tags has ${tagCount} entries, allowed are at most ${MOST_WAREHOUSE_TAGS}`,
    settings.import !== undefined &&
      settings.import.trim() === "" &&
      "import is empty, allowed are the warehouse's id or name",
    settings.import !== undefined &&
      isKnown(settings.import) &&
      !WAREHOUSE_ID.test(settings.import) &&
      name !== undefined &&
      name !== settings.import &&
      `import is ${settings.import}, a name that ${name} takes the place of; allowed is the warehouse's id, 16 hexadecimal digits`,
  ];
}
