import { Option } from "commander";
import { onramp } from "../../lib/command-line";
import { CREDENTIAL_KINDS } from "../../lib/databricks/credential";
import { CLOUDS } from "../../lib/databricks/host";
import { lazy } from "../../lib/lazy";
import type { CommandSpec } from "../cli/spec";
import type * as init from "./run";

const load = lazy<typeof init>(__filename, "./run");

export const INIT: CommandSpec = {
  name: "init",
  group: "start",
  summary: "Describe a tool's connection in onramp.yaml: asks, and only reads in the workspace.",
  options: [
    new Option("--tool <tool>", `profile of the tool; ${onramp("tools")} lists them`),
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
  examples: () => [
    onramp("init"),
    onramp("init --tool dlt --no-input"),
    onramp("init --tool kater --read sales --existing-warehouse 1234567890abcdef --no-input"),
  ],
  run: (_names, options, context) => load().run(options, context),
};
