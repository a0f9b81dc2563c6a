import { InvalidArgumentError, Option, type OptionValues } from "commander";
import { createRequire } from "node:module";
import { FORMATS } from "../forms/formats";
import { CLOUDS } from "../workspace/host";
import type * as check from "./check";
import type { Context } from "./context";
import type * as demo from "./demo";
import type * as details from "./details";
import type * as doctor from "./doctor";
import type * as list from "./list";
import type * as profiles from "./profiles";
import type * as sandbox from "./sandbox";
import type * as whoami from "./whoami";

/** One row of the command table. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** Placeholder for the names it takes; absent: it takes none. */
  readonly names?: string;
  readonly namesHelp?: string;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  /** Returns the exit code. */
  run(names: readonly string[], options: OptionValues, context: Context): Promise<number>;
}

// Each command brings its own heavy libraries, so a command's file is loaded when it runs.
const load = createRequire(__filename);

const json = new Option("--json", "one JSON document on stdout instead of text");

/** Every command of `onramp`. A new one is a row here and a file with `run`. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: "demo",
    summary: "Deploy onramp.yaml to a local workspace, check it and show the result; leaves nothing behind.",
    options: [],
    examples: ["npm start", "ONRAMP_CONFIG=my.yaml npm start"],
    run: (_names, _options, context) => (load("./demo") as typeof demo).run({}, context),
  },
  {
    name: "check",
    summary: "Try deployed connections with the tools' own credentials and show what to type into their forms.",
    names: "name",
    namesHelp: "integrations of onramp.yaml; default: all",
    options: [
      json,
      new Option("--read-only", "skip the probes that write"),
      new Option("--canary <table>", "catalog.schema.table that the tool must not be able to read"),
      new Option("--secret-file <path>", "write the token or client secret to a new file only you can read"),
      new Option("--show-secret", "show the token or client secret in the form (refused when CI is set)"),
      new Option(
        "--token-file <path>",
        "file with the token or client secret that was made elsewhere (kind: external)",
      ),
      new Option("--no-input", "do not ask for a credential that was made elsewhere"),
      new Option("--stack <name>", "only the integrations of this stack"),
      new Option("--yes", "fetch OpenTofu for your user when no Terraform is installed"),
    ],
    examples: [
      "npm run check",
      "npm run check -- clevertap --secret-file clevertap.token",
      "npm run --silent check -- --json --read-only",
    ],
    run: (names, options, context) => (load("./check") as typeof check).run({ names, ...options }, context),
  },
  {
    name: "doctor",
    summary: "Look whether onramp.yaml can be deployed from here, before anything is changed; reads only.",
    options: [json],
    examples: ["npm run onramp -- doctor", "npm run --silent onramp -- doctor --json"],
    run: (_names, options, context) => (load("./doctor") as typeof doctor).run(options, context),
  },
  {
    name: "profiles",
    summary: "List the tools that the kit knows, or explain what some of them get and why.",
    names: "tool",
    namesHelp: "tools to explain; default: a list of all",
    options: [json],
    examples: [
      "npm run onramp -- profiles",
      "npm run onramp -- profiles kater",
      "npm run --silent onramp -- profiles --json",
    ],
    run: (names, options, context) => (load("./profiles") as typeof profiles).run({ names, ...options }, context),
  },
  {
    name: "details",
    summary: "Show what goes into the tools' forms: on the terminal, for programs, or as a sheet to hand over.",
    names: "name",
    namesHelp: "integrations of onramp.yaml; default: all, where the format can hold several",
    options: [
      new Option("--format <format>", "how to show it; dbt and jdbc for tools that read them").choices(FORMATS),
      new Option("--field <name>", "one raw value and nothing else, e.g. http_path"),
      new Option("--out <path>", "write the hand-off sheet there (with --format html)"),
      new Option("--secret-file <path>", "write the token or client secret to a new file only you can read"),
      new Option("--show-secret", "show the token or client secret in the form (refused when CI is set)"),
      new Option("--stack <name>", "only the integrations of this stack"),
      new Option("--yes", "fetch OpenTofu for your user when no Terraform is installed"),
    ],
    examples: [
      "npm run onramp -- details clevertap --format html --out clevertap.html",
      "npm run --silent onramp -- details clevertap --field http_path",
      "npm run --silent onramp -- details clevertap --format json",
    ],
    run: (names, options, context) => (load("./details") as typeof details).run({ names, ...options }, context),
  },
  {
    name: "list",
    summary: "List the catalogs, schemas or warehouses of the workspace; reads only.",
    names: "what",
    namesHelp: "catalogs, warehouses, or schemas and then the catalogs to look into (default: all)",
    options: [json],
    examples: [
      "npm run onramp -- list catalogs",
      "npm run onramp -- list schemas main",
      "npm run --silent onramp -- list warehouses --json",
    ],
    run: (names, options, context) => (load("./list") as typeof list).run({ names, ...options }, context),
  },
  {
    name: "sandbox",
    summary: "Start a local Databricks workspace, for one command or until Ctrl-C.",
    options: [
      new Option(
        "--run <command>",
        "command line for the shell, run with the environment set; the sandbox ends with it",
      ),
      new Option(
        "--port <number>",
        "HTTPS port on loopback (default: as last time on the same --state, else any free one)",
      ).argParser(parsePort),
      new Option("--state <folder>", "keep data and Terraform state there (default: temporary)"),
      new Option("--cloud <cloud>", "cloud to play").choices(CLOUDS),
      new Option("--provider <kind>", "the sandbox's own Terraform provider, or the real one from the registry")
        .choices(["embedded", "registry"])
        .default("embedded"),
      new Option("--log", "one line a request on stderr"),
    ],
    examples: [
      'npm run sandbox -- --run "npx cdktf deploy --auto-approve"',
      'npm run sandbox -- --state .onramp/sandbox --run "npx cdktf diff"',
      "npm run --silent sandbox > sandbox.env",
    ],
    run: (_names, options, context) => (load("./sandbox") as typeof sandbox).run(options, context),
  },
  {
    name: "whoami",
    summary: "Show which workspace the environment leads to, and as whom.",
    options: [json],
    examples: ["npm run onramp -- whoami", "npm run --silent onramp -- whoami --json"],
    run: (_names, options, context) => (load("./whoami") as typeof whoami).run(options, context),
  },
];

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  return port;
}
