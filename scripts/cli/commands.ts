import { InvalidArgumentError, Option, type OptionValues } from "commander";
import { createRequire } from "node:module";
import { FORMATS } from "../../lib/forms/formats";
import { CREDENTIAL_KINDS } from "../../lib/databricks/credential";
import { CLOUDS } from "../../lib/databricks/host";
import type * as adoptWarehouse from "../workspace/share-warehouse";
import type * as check from "../check/run";
import type { Context } from "./context";
import type * as demo from "../demo/run";
import type * as details from "../form/run";
import type * as doctor from "../doctor/run";
import type * as forget from "../state/forget";
import type * as init from "../init/run";
import type * as list from "../workspace/list";
import type * as profiles from "../tools/run";
import type * as sandbox from "../sandbox/run";
import type * as whoami from "../whoami/run";

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
const strict = new Option("--strict", "exit code 1 for a warning, too");

/** Every command of `onramp`. A new one is a row here and a file with `run`. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: "demo",
    summary: "Deploy onramp.yaml to a local workspace, check it and show the result; leaves nothing behind.",
    options: [],
    examples: ["npm start", "ONRAMP_CONFIG=my.yaml npm start"],
    run: (_names, _options, context) => (load("../demo/run") as typeof demo).run({}, context),
  },
  {
    name: "check",
    summary: "Try deployed connections with the tools' own credentials and show what to type into their forms.",
    names: "name",
    namesHelp: "integrations of onramp.yaml; default: all",
    options: [
      json,
      strict,
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
    run: (names, options, context) => (load("../check/run") as typeof check).run({ names, ...options }, context),
  },
  {
    name: "doctor",
    summary: "Look whether onramp.yaml can be deployed from here, before anything is changed; reads only.",
    options: [
      json,
      strict,
      new Option("--fix", "revoke tokens of this kit that no state holds, after showing and asking"),
      new Option("--yes", "do not ask (with --fix)"),
    ],
    examples: [
      "npm run onramp -- doctor",
      "npm run --silent onramp -- doctor --json",
      "npm run onramp -- doctor --fix",
    ],
    run: (_names, options, context) => (load("../doctor/run") as typeof doctor).run(options, context),
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
    run: (names, options, context) => (load("../tools/run") as typeof profiles).run({ names, ...options }, context),
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
    run: (names, options, context) => (load("../form/run") as typeof details).run({ names, ...options }, context),
  },
  {
    name: "init",
    summary: "Describe a tool's connection in onramp.yaml: asks, and only reads in the workspace.",
    options: [
      new Option("--tool <tool>", "profile of the tool; npm run onramp -- profiles lists them"),
      new Option("--name <name>", "key of the entry (default: the tool's)"),
      new Option("--catalog <name>", "catalog to create, or the key of a shared one of the file"),
      new Option("--existing-catalog <name>", "catalog that is there already"),
      new Option("--storage-root <path>", "cloud path for the data of a catalog to create"),
      new Option("--schema <name>", "schema to create"),
      new Option("--existing-schema <name>", "schema that is there already"),
      new Option("--read <name>", "catalog, schema or table that it may read; may be repeated").argParser(
        (name: string, before: readonly string[] = []) => [...before, name],
      ),
      new Option("--warehouse [name]", "warehouse to create (default), or the key of a shared one of the file"),
      new Option("--existing-warehouse <id|name>", "warehouse that is there already"),
      new Option("--via-group <group>", "group with CAN USE on it, which the service principal joins"),
      new Option("--cluster <id>", "all-purpose cluster in place of a warehouse"),
      new Option("--workspace-id <number>", "number of the cluster's workspace"),
      new Option("--principal <application-id>", "service principal that is there already (default: a new one)"),
      new Option("--credential <kind>", "what it signs in with").choices([...CREDENTIAL_KINDS, "external"]),
      new Option("--allow-managing-others", "for a tool that manages other people's access"),
      new Option("--cloud <cloud>", "where the workspace runs, if its address does not tell").choices(CLOUDS),
      new Option("--backend <kind>", "where Terraform keeps its state: local, s3:bucket=…,region=…, azurerm, gcs, …"),
      new Option("--out <file>", "write this file (default: onramp.yaml, or what --config names)"),
      new Option("--force", "replace a file that is there instead of adding to it"),
      new Option("--yes", "write without a last question"),
      new Option("--no-input", "ask nothing; name the options that are missing"),
    ],
    examples: [
      "npm run onramp -- init",
      "npm run onramp -- init --tool dlt --no-input",
      "npm run onramp -- init --tool kater --read sales --existing-warehouse 1234567890abcdef --no-input",
    ],
    run: (_names, options, context) => (load("../init/run") as typeof init).run(options, context),
  },
  {
    name: "list",
    summary: "List the catalogs, schemas, warehouses or clusters of the workspace; reads only.",
    names: "what",
    namesHelp:
      "catalogs, warehouses, clusters, or schemas and then the catalogs to look into (schemas alone: all of them)",
    options: [json],
    examples: [
      "npm run onramp -- list catalogs",
      "npm run onramp -- list schemas main",
      "npm run --silent onramp -- list warehouses --json",
    ],
    run: (names, options, context) => (load("../workspace/list") as typeof list).run({ names, ...options }, context),
  },
  {
    name: "adopt-warehouse",
    summary: "Let a group use a warehouse that is there already, outside Terraform; nobody else's permissions change.",
    names: "warehouse",
    namesHelp: "id or name of the warehouse",
    options: [
      new Option("--group <name>", "group that gets CAN_USE, for viaGroup in onramp.yaml"),
      new Option("--create-group", "create the group when there is none, for this workspace alone"),
      new Option("--yes", "go on without being asked"),
    ],
    examples: [
      'npm run onramp -- adopt-warehouse "Shared warehouse" --group warehouse-users',
      "npm run --silent onramp -- adopt-warehouse 7c1f0e5a9b2d4c68 --group onramp-tools --create-group --yes",
    ],
    run: (names, options, context) =>
      (load("../workspace/share-warehouse") as typeof adoptWarehouse).run({ names, ...options }, context),
  },
  {
    name: "forget",
    summary: "Drop catalogs and schemas from the Terraform state; they stay in the workspace with what is in them.",
    names: "name",
    namesHelp: "integrations, in onramp.yaml or not any more; shared catalogs as catalogs.<key>",
    options: [
      new Option("--all", "also principal, credential, grants and warehouse, which live on unattended"),
      new Option("--yes", "go on without being asked; fetch OpenTofu for your user when no Terraform is installed"),
    ],
    examples: ["npm run onramp -- forget clevertap", "npm run onramp -- forget catalogs.marketing"],
    run: (names, options, context) => (load("../state/forget") as typeof forget).run({ names, ...options }, context),
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
      new Option("--like <kind>", "workspace to play: of a cloud (default: aws), Free Edition or trial").choices([
        ...CLOUDS,
        "free",
        "trial",
      ]),
      new Option("--cloud <cloud>", "cloud to play, as --like does").choices(CLOUDS),
      new Option("--privilege-model <version>", "of the metastore; from 1.1 on, views need CREATE VIEW").choices([
        "1.0",
        "1.1",
      ]),
      new Option("--provider <kind>", "the sandbox's own Terraform provider, or the real one from the registry")
        .choices(["embedded", "registry"])
        .default("embedded"),
      new Option("--log", "one line a request on stderr"),
    ],
    examples: [
      'npm run sandbox -- --run "npx cdktf deploy --auto-approve"',
      'npm run sandbox -- --like free --run "npm run onramp -- doctor"',
      'npm run sandbox -- --state .onramp/sandbox --run "npx cdktf diff"',
      "npm run --silent sandbox > sandbox.env",
    ],
    run: (_names, options, context) => (load("../sandbox/run") as typeof sandbox).run(options, context),
  },
  {
    name: "whoami",
    summary: "Show which workspace the environment leads to, and as whom.",
    options: [json],
    examples: ["npm run onramp -- whoami", "npm run --silent onramp -- whoami --json"],
    run: (_names, options, context) => (load("../whoami/run") as typeof whoami).run(options, context),
  },
];

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  return port;
}
