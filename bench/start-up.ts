import { existsSync } from "node:fs";
import { join } from "node:path";
import { inTurn, median, runNode } from "./measure";
import { ms, printTable, ratio } from "./table";

const ROUNDS = 15;

/** What every command costs before it does anything, against a Node process that does nothing. Aim: 1.5 ×, built. */
export async function benchStartUp(project: string): Promise<void> {
  const launcher = join(project, "scripts", "onramp.js");
  const built = existsSync(join(project, "dist", "built"));
  const [kit, node] = await inTurn(
    ROUNDS,
    () => runNode([launcher, "--version"], process.env),
    () => runNode(["-e", "0"], process.env),
  );
  const [took, bare] = [kit, node].map((runs) => median(runs.map(({ cpuMillis }) => cpuMillis)));
  const [whole, bareWhole] = [kit, node].map((runs) => median(runs.map(({ millis }) => millis)));
  printTable(
    `onramp --version, ${built ? "as built, if nothing is newer" : "from its sources; npm run build makes it faster"}`,
    ["", "onramp", "node -e 0", "onramp/node"],
    [
      ["whole process", ms(whole!), ms(bareWhole!), ratio(whole!, bareWhole!)],
      ["processor time", ms(took!), ms(bare!), ratio(took!, bare!)],
    ],
  );
}
