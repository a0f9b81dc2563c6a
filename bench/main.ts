import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { benchDeploy } from "./deploy";
import { benchClients } from "./run-clients";
import { benchStartUp } from "./start-up";
import { benchSandboxStart } from "./sandbox-start";
import { benchSynth } from "./synth";

/*
 * npm run bench [-- NAME…]: prints times and ratios of things run side by side. Ratios are what counts: the machine's
 * speed is in both sides of them.
 */
const BENCHES: Readonly<Record<string, (project: string, folder: string) => Promise<void>>> = {
  "start-up": benchStartUp,
  sandbox: benchSandboxStart,
  clients: benchClients,
  deploy: benchDeploy,
  synth: benchSynth,
};

async function main(names: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "onramp-bench-"));
  try {
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (names.length === 0 || names.includes(name)) await bench(resolve(__dirname, ".."), folder);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main(process.argv.slice(2));
