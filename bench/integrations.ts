import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes an `onramp.yaml` with `count` CleverTap integrations, each with a catalog and warehouse of its own. */
export function writeIntegrations(folder: string, count: number): string {
  const entries = Array.from(
    { length: count },
    (_, index) => `  t${index}:\n    tool: clevertap\n    catalog: t${index}_catalog\n    schema: t${index}_schema\n`,
  );
  const file = join(folder, `integrations-${count}.yaml`);
  writeFileSync(file, `integrations:\n${entries.join("")}`);
  return file;
}
