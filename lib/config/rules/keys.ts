import { keyFault } from "../names";
import type { Fault } from "../problem";
import { didYouMean, listed } from "../nearest";
import { PROFILES } from "../../../profiles";
import { OWN_TAG } from "../resolve";
import type { Rule } from "./context";

/** What the keys of entries may be. */
export const KEY_RULES: readonly Rule[] = [
  {
    says: "Keys of catalogs, warehouses and integrations are 1 to 64 lower-case letters, digits, hyphens and underscores, starting with a letter.",
    *faults({ input }) {
      for (const section of ["catalogs", "warehouses", "integrations"] as const) {
        for (const key of Object.keys(input[section] ?? {})) {
          const fault = keyFault(key);
          if (fault) yield { path: [section, key], ...fault };
        }
      }
    },
  },
  {
    says: "An integration without tool is named after its profile.",
    *faults({ input, leftOut }) {
      for (const [key, { tool }] of Object.entries(input.integrations ?? {})) {
        const path = ["integrations", key];
        if (tool !== undefined || PROFILES.has(key) || leftOut([...path, "tool"])) continue;
        const tools = [...PROFILES.keys()];
        yield {
          path,
          what: `has no tool, and there is no profile named ${JSON.stringify(key)}`,
          allowed: listed(tools),
          fix: didYouMean(key, tools, "add a line tool: generic-reader, or another of these"),
        };
      }
    },
  },
  {
    says: `The tag ${OWN_TAG} is the kit's own.`,
    *faults({ input, warehouses }): Iterable<Fault> {
      const tags = [
        { path: ["defaults", "tags"], tags: input.defaults?.tags },
        ...warehouses.map(({ path, written }) => ({ path: [...path, "tags"], tags: written.tags })),
      ];
      for (const { path, tags: written } of tags) {
        if (!written || !Object.hasOwn(written, OWN_TAG)) continue;
        yield {
          path: [...path, OWN_TAG],
          what: "is a tag that the kit sets itself, to the key of the entry",
          fix: "remove it, or choose another tag",
        };
      }
    },
  },
];
