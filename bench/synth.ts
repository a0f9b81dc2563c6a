import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeIntegrations } from "./integrations";
import { inTurn, median, runNode, type Run } from "./measure";
import { mb, ms, printTable, ratio } from "./table";

const COUNTS = [1, 10, 100, 1000];
const ROUNDS = 3;

/** The app against a bare cdktf loop that emits the same resources, each as a whole process. */
export async function benchSynth(project: string, folder: string): Promise<void> {
  const rows: string[][] = [];
  for (const count of COUNTS) {
    const common = {
      ...process.env,
      DATABRICKS_HOST: "https://dbc-bench.cloud.databricks.com",
      CHECKPOINT_DISABLE: "1",
    };
    const outdirs = { kit: join(folder, `kit-${count}`), bare: join(folder, `bare-${count}`) };
    const config = writeIntegrations(folder, count);
    const app = (file: string, env: NodeJS.ProcessEnv) => () =>
      runNode(["--import", "tsx", join(project, file)], { ...common, ...env });
    const [kit, bare] = await inTurn(
      ROUNDS,
      app("stacks/main.ts", { ONRAMP_CONFIG: config, CDKTF_OUTDIR: outdirs.kit }),
      app("bench/bare-app.ts", { BENCH_COUNT: String(count), CDKTF_OUTDIR: outdirs.bare }),
    );
    const [resources, expected] = [resourcesIn(outdirs.kit), resourcesIn(outdirs.bare)];
    if (resources !== expected) throw new Error(`the kit emits ${resources} resources, the bare loop ${expected}`);
    const of = (runs: Run[], key: "millis" | "cpuMillis" | "megabytes") => median(runs.map((run) => run[key]));
    rows.push([
      String(count),
      String(resources),
      ms(of(kit, "millis")),
      ms(of(bare, "millis")),
      ratio(of(kit, "millis"), of(bare, "millis")),
      ratio(of(kit, "cpuMillis"), of(bare, "cpuMillis")),
      mb(of(kit, "megabytes")),
      mb(of(bare, "megabytes")),
      ratio(of(kit, "megabytes"), of(bare, "megabytes")),
    ]);
  }
  printTable(
    `Synth, whole process, median of ${ROUNDS}`,
    ["integrations", "resources", "kit", "bare cdktf", "kit/bare", "CPU kit/bare", "kit RSS", "bare RSS", "kit/bare"],
    rows,
  );
}

function resourcesIn(outdir: string): number {
  const file = join(outdir, "stacks", "onramp", "cdk.tf.json");
  const { resource } = JSON.parse(readFileSync(file, "utf8")) as { resource: Record<string, object> };
  return Object.values(resource).reduce((sum, each) => sum + Object.keys(each).length, 0);
}
