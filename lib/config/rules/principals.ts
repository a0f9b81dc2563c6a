import { formatPath } from "../problem";
import type { IntegrationEntry } from "./entries";
import type { Rule } from "./context";
import { twice } from "./twice";

/** Service principals that are there already. */
export const PRINCIPAL_RULES: readonly Rule[] = [
  {
    says: "A service principal that is there already is either used (existing) or taken over (import).",
    *faults({ integrations }) {
      for (const { path, written } of integrations) {
        const { existing, import: id } = written.principal ?? {};
        if (existing === undefined || id === undefined) continue;
        yield {
          path: [...path, "principal", "import"],
          what: "is given beside existing",
          fix: "remove one of the two: existing leaves it as it is, import makes the stack its owner",
        };
      }
    },
  },
  {
    says: "replaceGrants: true stands only beside principal.existing.",
    *faults({ integrations, leftOut }) {
      for (const { path, written, resolved } of integrations) {
        if (!resolved.replaceGrants || "existing" in resolved.principal) continue;
        const principal = [...path, "principal"];
        if (leftOut(written.principal ? [...principal, "existing"] : principal)) continue;
        const why = resolved.principal.import === undefined ? "is new and holds no privileges" : "becomes the stack's";
        yield {
          path: [...path, "replaceGrants"],
          what: `is true, but the service principal ${why}`,
          fix: "remove the line; it is for principal: { existing: <id or name> }",
        };
      }
    },
  },
  {
    says: "A service principal that is there already belongs to one integration: what it holds on a catalog, schema or table is written as a whole, by one grant.",
    *faults({ integrations }) {
      yield* twice(integrations, existingOf, (entry, first) => ({
        path: [...entry.path, "principal", "existing"],
        what: `is the service principal of ${formatPath(first.path)} already, and the grants of the two would undo each other`,
        fix: "give one of them another service principal, or remove its lines to have a new one made",
      }));
      yield* twice(integrations, importOf, (entry, first) => ({
        path: [...entry.path, "principal", "import"],
        what: `takes over the same service principal as ${formatPath(first.path)}`,
        fix: "give one of them another service principal, or remove its lines to have a new one made",
      }));
    },
  },
];

function existingOf({ resolved: { principal } }: IntegrationEntry): string | undefined {
  return "existing" in principal ? principal.existing : undefined;
}

function importOf({ resolved: { principal } }: IntegrationEntry): string | undefined {
  return "existing" in principal ? undefined : principal.import;
}
