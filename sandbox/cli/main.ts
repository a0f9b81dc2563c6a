import { Command, InvalidArgumentError, Option } from "commander";
import { startSandbox } from "../index";
import { serve, type ServeOptions } from "./serve";
import type { UsageError } from "./errors";

const CLOUDS = ["aws", "azure", "gcp"];

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  return port;
}

function program(version: string): Command {
  return new Command("onramp-sandbox")
    .description("A local Databricks workspace, for one command or until Ctrl-C.")
    .version(version)
    .addOption(
      new Option(
        "--run <command>",
        "command line for the shell, run with the environment set; the sandbox ends with it",
      ),
    )
    .addOption(
      new Option("--port <number>", "HTTPS port on loopback (default: as last time on --data, else any)").argParser(
        parsePort,
      ),
    )
    .addOption(new Option("--data <folder>", "keep data and Terraform state there (default: temporary)"))
    .addOption(new Option("--like <kind>", "workspace to play (default: aws)").choices([...CLOUDS, "free", "trial"]))
    .addOption(new Option("--cloud <cloud>", "cloud to play, as --like does").choices(CLOUDS))
    .addOption(
      new Option("--privilege-model <version>", "of the metastore; from 1.1 on, views need CREATE VIEW").choices([
        "1.0",
        "1.1",
      ]),
    )
    .addOption(
      new Option("--provider <kind>", "the sandbox's own Terraform provider, or the registry's")
        .choices(["embedded", "registry"])
        .default("embedded"),
    )
    .addOption(new Option("--log", "one line a request on stderr"))
    .allowExcessArguments(false);
}

/** What the program `onramp-sandbox` does with its arguments. The only place that ends the process. */
export async function main(version: string): Promise<void> {
  // Failed until the end is reached: Node ends with 0 when nothing is left to wait for, even in the middle.
  process.exitCode = 70;
  const ended = new AbortController();
  for (const by of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(by, () => ended.abort(by));
  try {
    // Wrong use ends with 2, as everything does that is for the user to mend.
    const command = program(version).exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
    const options = command.parse().opts<ServeOptions>();
    const { stdout, stderr, env } = process;
    const here = { stdout, stderr, env, cwd: process.cwd(), signal: ended.signal };
    process.exit(await serve(options, here, startSandbox));
  } catch (error) {
    const { message, exitCode, fix, stack } = error as Partial<UsageError>;
    console.error(exitCode === undefined ? (stack ?? error) : [message, ...(fix ?? [])].join("\n"));
    process.exit(exitCode ?? 70);
  }
}
