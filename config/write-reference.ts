import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { REFERENCE_FILE, SCHEMA_FILE, withReference } from "./reference";
import { publishedSchema } from "./schema";

/** Rewrites what is made from the model: `npx tsx config/write-reference.ts`. */
async function writeReference(): Promise<void> {
  const root = join(__dirname, "..");
  const schemaFile = join(root, SCHEMA_FILE);
  const style = { ...(await resolveConfig(schemaFile)), parser: "json" };
  writeFileSync(schemaFile, await format(JSON.stringify(publishedSchema()), style));
  const referenceFile = join(root, REFERENCE_FILE);
  writeFileSync(referenceFile, withReference(readFileSync(referenceFile, "utf8")));
}

void writeReference();
