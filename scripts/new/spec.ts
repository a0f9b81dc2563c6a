import { onramp } from "../../lib/command-line";
import { lazy } from "../../lib/lazy";
import type { CommandSpec } from "../cli/spec";
import type * as creating from "./run";

const load = lazy<typeof creating>(__filename, "./run");

export const NEW: CommandSpec = {
  name: "new",
  group: "start",
  summary: "Make a project of your own in a new folder: package.json, cdktf.json, an empty onramp.yaml.",
  names: "folder",
  namesHelp: "where to; must be new or empty",
  options: [],
  examples: () => [onramp("new my-access")],
  run: ([...folders], _options, context) => Promise.resolve(load().run({ folders }, context)),
};
