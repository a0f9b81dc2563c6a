import { Option } from "commander";
import { onramp } from "../../lib/command-line";
import { FORMATS } from "../../lib/forms/formats";
import { lazy } from "../../lib/lazy";
import { secretFile, showSecret, stack, yesToFetch } from "../cli/common-options";
import type { CommandSpec } from "../cli/spec";
import type * as form from "./run";

const load = lazy<typeof form>(__filename, "./run");

export const FORM: CommandSpec = {
  name: "form",
  group: "prove",
  summary: "Show what goes into the tools' forms: on the terminal, for programs, or as a sheet to hand over.",
  names: "name",
  namesHelp: "integrations of onramp.yaml; default: all, where the format can hold several",
  options: [
    new Option("--format <format>", "how to show it; dbt and jdbc for tools that read them").choices(FORMATS),
    new Option("--field <name>", "one raw value and nothing else, e.g. http_path"),
    new Option("--out <path>", "write the hand-off sheet there (with --format html)"),
    secretFile(),
    showSecret(),
    stack(),
    yesToFetch(),
  ],
  examples: () => [
    onramp("form clevertap --format html --out clevertap.html"),
    onramp("form clevertap --field http_path", { silent: true }),
    onramp("form clevertap --format json", { silent: true }),
  ],
  run: (names, options, context) => load().run({ names, ...options }, context),
};
