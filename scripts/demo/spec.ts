import { onramp } from "../../lib/command-line";
import { lazy } from "../../lib/lazy";
import type { CommandSpec } from "../cli/spec";
import type * as demo from "./run";

const load = lazy<typeof demo>(__filename, "./run");

export const DEMO: CommandSpec = {
  name: "demo",
  group: "try",
  summary: "Deploy onramp.yaml to a local workspace, check it and show the result; leaves nothing behind.",
  options: [],
  examples: () => [onramp("demo"), `ONRAMP_CONFIG=my.yaml ${onramp("demo")}`],
  run: (_names, _options, context) => load().run({}, context),
};
