import { Option } from "commander";
import { onramp } from "../../lib/command-line";
import { lazy } from "../../lib/lazy";
import { json, strict } from "../cli/common-options";
import type { CommandSpec } from "../cli/spec";
import type * as doctor from "./run";

const load = lazy<typeof doctor>(__filename, "./run");

export const DOCTOR: CommandSpec = {
  name: "doctor",
  group: "change",
  summary: "Look, as you, who is signed in where, and whether onramp.yaml can be deployed from here; reads only.",
  options: [
    json(),
    strict(),
    new Option("--fix", "revoke tokens of this kit that no state holds, after showing and asking"),
    new Option("--yes", "do not ask (with --fix)"),
  ],
  examples: () => [onramp("doctor"), onramp("doctor --json", { silent: true }), onramp("doctor --fix")],
  run: (_names, options, context) => load().run(options, context),
};
