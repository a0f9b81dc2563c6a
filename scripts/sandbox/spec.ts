import { InvalidArgumentError, Option } from "commander";
import { onramp } from "../../lib/command-line";
import { CLOUDS } from "../../lib/databricks/host";
import { lazy } from "../../lib/lazy";
import type { CommandSpec } from "../cli/spec";
import type * as sandbox from "./run";

const load = lazy<typeof sandbox>(__filename, "./run");

export const SANDBOX: CommandSpec = {
  name: "sandbox",
  group: "try",
  summary: "Start a local Databricks workspace, for one command or until Ctrl-C.",
  options: [
    new Option("--run <command>", "command line for the shell, run with the environment set; the sandbox ends with it"),
    new Option(
      "--port <number>",
      "HTTPS port on loopback (default: as last time on the same --data, else any free one)",
    ).argParser(parsePort),
    new Option("--data <folder>", "keep data and Terraform state there (default: temporary)"),
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
  examples: () => [
    onramp('sandbox --run "npx cdktf deploy --auto-approve"'),
    onramp(`sandbox --like free --run "${onramp("doctor")}"`),
    onramp('sandbox --data .onramp/sandbox --run "npx cdktf diff"'),
    `${onramp("sandbox", { silent: true })} > sandbox.env`,
  ],
  run: (_names, options, context) => load().run(options, context),
};

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  return port;
}
