import { z } from "zod";
import { terraformInScratch, type ScratchOptions } from "./scratch";

/** What a stack is to have, as it was synthesized: resources by type and name. */
const resourcesSchema = z.object({
  resource: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.looseObject({ "//": z.looseObject({ metadata: z.looseObject({ path: z.string() }) }).optional() }),
      ),
    )
    .default({}),
});

/** Most resources that are named. */
const MOST = 8;

/** Names of the outputs that a deploy which ended well would have written, and that are not there. */
export function absentOutputs(issues: readonly z.core.$ZodIssue[], outputs: unknown): string[] {
  const absent = issues
    .map(({ path }) => path.filter((key) => key !== "value"))
    .filter((path, at) => {
      const value = issues[at]!.path.reduce<unknown>((inner, key) => fieldOf(inner, key), outputs);
      return path.length > 0 && (value === undefined || value === null);
    });
  return absent.length === issues.length ? [...new Set(absent.map((path) => path.join(".")))] : [];
}

const fieldOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;

/**
 * The resources of a stack that its state does not hold, by their place in the stack; the first of them, and how many
 * more there are. Nothing where it cannot be told.
 *
 * @param synthesized the stack as `cdktf synth` wrote it
 */
export async function absentResources(synthesized: unknown, at: ScratchOptions): Promise<string[]> {
  const wanted = resourcesSchema.safeParse(synthesized);
  if (!wanted.success) return [];
  const listed = await terraformInScratch(at, "list its state", ["state", "list"]).catch(() => undefined);
  if (listed === undefined) return [];
  const there = new Set(listed.split("\n").map((line) => line.trim().replace(/\[.*$/, "")));
  const missing = Object.entries(wanted.data.resource).flatMap(([type, named]) =>
    Object.entries(named)
      .filter(([name]) => !there.has(`${type}.${name}`))
      .map(([name, { "//": notes }]) => placeOf(notes?.metadata.path) ?? `${type}.${name}`),
  );
  return missing.length > MOST ? [...missing.slice(0, MOST), `${missing.length - MOST} more`] : missing;
}

/** `onramp/clevertap/catalog/Resource` is the catalog of clevertap. */
const placeOf = (path: string | undefined) =>
  path
    ?.split("/")
    .slice(1)
    .join("/")
    .replace(/\/Resource$/, "");
