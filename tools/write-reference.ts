import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { CONSTRUCTS_FILE, constructsReference } from "./constructs-reference";
import { LIST_FILE, listModule, toolFiles } from "../profiles/words/list";
import { lazy } from "../lib/lazy";
import type * as reference from "../lib/config/reference";
import type * as schema from "../lib/config/schema";

// What reads the profiles is loaded when their list has been written.
const loadReference = lazy<typeof reference>(__filename, "../lib/config/reference");
const loadSchema = lazy<typeof schema>(__filename, "../lib/config/schema");

/** Rewrites what is made from the profiles and the model: `npm run reference`. */
async function writeReference(): Promise<void> {
  const root = join(__dirname, "..");
  writeFileSync(join(root, LIST_FILE), listModule(toolFiles(root)));

  const { REFERENCES, SCHEMA_FILE } = loadReference();
  const { publishedSchema } = loadSchema();
  const schemaFile = join(root, SCHEMA_FILE);
  const style = { ...(await resolveConfig(schemaFile)), parser: "json" };
  writeFileSync(schemaFile, await format(JSON.stringify(publishedSchema()), style));
  for (const { file, update } of REFERENCES) {
    writeFileSync(join(root, file), update(readFileSync(join(root, file), "utf8")));
  }
  writeFileSync(join(root, CONSTRUCTS_FILE), await constructsReference(root));
}

void writeReference();
