import { keyFault } from "../names";
import type { Fault } from "../problem";
import { didYouMean, listed } from "../nearest";
import { PROFILES } from "../../../profiles";
import { OWN_TAG } from "../resolve";
import type { Rule } from "./context";
import { twice } from "./twice";

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
    says: "Keys of integrations with an external credential differ in more than hyphens and underscores: the check takes each credential from an environment variable, in whose name they are one.",
    *faults({ integrations }) {
      const external = integrations.filter(({ resolved }) => resolved.credential.external && !resolved.absent);
      yield* twice(
        external,
        ({ key }) => key.replaceAll("-", "_"),
        ({ path, key }, first) => ({
          path,
          what: `would take its credential from the environment variable of ${first.key}: both keys are ${key.toUpperCase().replaceAll("-", "_")} there`,
          fix: "give one of them another key",
        }),
      );
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
