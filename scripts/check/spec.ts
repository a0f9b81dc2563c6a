import { Option } from "commander";
import { onramp } from "../../lib/command-line";
import { lazy } from "../../lib/lazy";
import { json, secretFile, showSecret, stack, strict, yesToFetch } from "../cli/common-options";
import type { CommandSpec } from "../cli/spec";
import type * as check from "./run";

const load = lazy<typeof check>(__filename, "./run");

export const CHECK: CommandSpec = {
  name: "check",
  group: "prove",
  summary: "Try deployed connections as the tools, with their own credentials, and show what goes into their forms.",
  names: "name",
  namesHelp: "integrations of onramp.yaml; default: all",
  options: [
    json(),
    strict(),
    new Option("--read-only", "skip the probes that write"),
    new Option("--canary <table>", "catalog.schema.table that the tool must not be able to read"),
    secretFile(),
    showSecret(),
    new Option("--token-file <path>", "file with the token or client secret that was made elsewhere (kind: external)"),
    new Option("--no-input", "do not ask for a credential that was made elsewhere"),
    stack(),
    yesToFetch(),
  ],
  examples: () => [
    onramp("check"),
    onramp("check clevertap --secret-file clevertap.token"),
    onramp("check --json --read-only", { silent: true }),
  ],
  run: (names, options, context) => load().run({ names, ...options }, context),
};
