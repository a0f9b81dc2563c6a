import { readFileSync } from "node:fs";
import { startSandbox } from "../..";

/** A sandbox in a process of its own, to be killed: says how to reach it, and stays. */
async function main(): Promise<void> {
  const { port, environment, caFile } = await startSandbox({ state: process.argv[2], provider: "registry" });
  console.log(JSON.stringify({ port, token: environment.DATABRICKS_TOKEN, ca: readFileSync(caFile, "utf8") }));
}

void main();
