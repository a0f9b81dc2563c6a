import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { LIST_FILE, listModule, toolFiles } from "../profiles/words/list";
import type * as reference from "../lib/config/reference";
import type * as schema from "../lib/config/schema";

// What reads the profiles is loaded when their list has been written.
const load = createRequire(__filename);

/** Rewrites what is made from the profiles and the model: `npm run reference`. */
async function writeReference(): Promise<void> {
  const root = join(__dirname, "..");
  writeFileSync(join(root, LIST_FILE), listModule(toolFiles(root)));

  const { REFERENCES, SCHEMA_FILE } = load("../lib/config/reference") as typeof reference;
  const { publishedSchema } = load("../lib/config/schema") as typeof schema;
  const schemaFile = join(root, SCHEMA_FILE);
  const style = { ...(await resolveConfig(schemaFile)), parser: "json" };
  writeFileSync(schemaFile, await format(JSON.stringify(publishedSchema()), style));
  for (const { file, update } of REFERENCES) {
    writeFileSync(join(root, file), update(readFileSync(join(root, file), "utf8")));
  }
}

void writeReference();
