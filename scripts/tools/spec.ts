import { onramp } from "../../lib/command-line";
import { lazy } from "../../lib/lazy";
import { json } from "../cli/common-options";
import type { CommandSpec } from "../cli/spec";
import type * as tools from "./run";

const load = lazy<typeof tools>(__filename, "./run");

export const TOOLS: CommandSpec = {
  name: "tools",
  group: "start",
  summary: "List the tools that have a profile, or explain what some of them get and why.",
  names: "tool",
  namesHelp: "tools to explain; default: a list of all",
  options: [json()],
  examples: () => [onramp("tools"), onramp("tools kater"), onramp("tools --json", { silent: true })],
  run: (names, options, context) => load().run({ names, ...options }, context),
};
