import { Option } from "commander";
import { onramp } from "../../lib/command-line";
import { lazy } from "../../lib/lazy";
import { json } from "../cli/common-options";
import type { CommandSpec } from "../cli/spec";
import type * as list from "./list";
import type * as shareWarehouse from "./share-warehouse";

const loadList = lazy<typeof list>(__filename, "./list");
const loadShareWarehouse = lazy<typeof shareWarehouse>(__filename, "./share-warehouse");

export const WORKSPACE_LIST: CommandSpec = {
  name: "workspace list",
  group: "rare",
  summary: "List the catalogs, schemas, warehouses or clusters of the workspace; reads only.",
  names: "what",
  namesHelp:
    "catalogs, warehouses, clusters, or schemas and then the catalogs to look into (schemas alone: all of them)",
  options: [json()],
  examples: () => [
    onramp("workspace list catalogs"),
    onramp("workspace list schemas main"),
    onramp("workspace list warehouses --json", { silent: true }),
  ],
  run: (names, options, context) => loadList().run({ names, ...options }, context),
};

export const WORKSPACE_SHARE_WAREHOUSE: CommandSpec = {
  name: "workspace share-warehouse",
  group: "rare",
  summary: "Let a group use a warehouse that is there already, outside Terraform; nobody else's permissions change.",
  names: "warehouse",
  namesHelp: "id or name of the warehouse",
  options: [
    new Option("--group <name>", "group that gets CAN_USE, for viaGroup in onramp.yaml"),
    new Option("--create-group", "create the group when there is none, for this workspace alone"),
    new Option("--yes", "go on without being asked"),
  ],
  examples: () => [
    onramp('workspace share-warehouse "Shared warehouse" --group warehouse-users'),
    onramp("workspace share-warehouse 7c1f0e5a9b2d4c68 --group onramp-tools --create-group --yes"),
  ],
  run: (names, options, context) => loadShareWarehouse().run({ names, ...options }, context),
};
