import { didYouMean, listed } from "../nearest";
import type { Fault, Path } from "../problem";
import { formatPath } from "../problem";
import type { Rule } from "./context";

/** What refers to shared entries, and what must be there only once. */
export const SHARING_RULES: readonly Rule[] = [
  {
    says: "A warehouse given as text is the key of an entry under warehouses.",
    *faults({ input, integrations }) {
      const known = Object.keys(input.warehouses ?? {});
      const keys = new Set(known);
      for (const { path, resolved } of integrations) {
        const { warehouse } = resolved;
        if (!("shared" in warehouse) || keys.has(warehouse.shared)) continue;
        const name = JSON.stringify(warehouse.shared);
        yield {
          path: [...path, "warehouse"],
          what: `is ${name}, and there is no such entry under warehouses`,
          allowed: known.length > 0 ? listed(known) : undefined,
          fix: didYouMean(
            warehouse.shared,
            known,
            `add it under warehouses, or give the integration its own: { name: ${name} }`,
          ),
        };
      }
    },
  },
  {
    says: "A shared warehouse serves only integrations of the main stack: the permissions of a warehouse are written as a whole, by one stack.",
    *faults({ resolved: { name }, integrations }) {
      for (const { path, resolved } of integrations) {
        if (resolved.stack === name || !("shared" in resolved.warehouse)) continue;
        yield {
          path: [...path, "warehouse"],
          what: `is shared, but the integration has the stack ${resolved.stack} of its own`,
          fix: "remove stack:, or give the integration its own warehouse: remove the line, or write its options",
        };
      }
    },
  },
  {
    says: "Each catalog is created once; integrations that share one name an entry under catalogs.",
    *faults({ catalogs }) {
      yield* twice(
        catalogs,
        ({ name }) => name,
        (entry, first) => {
          const fix = entry.shared
            ? "keep one of the two entries"
            : first.shared
              ? `write catalog: ${first.shared}`
              : `add an entry under catalogs (catalogs: { ${entry.name}: {} }); then both may say catalog: ${entry.name}`;
          return {
            path: entry.path,
            what: `creates the catalog ${entry.name}, as ${formatPath(first.path)} does`,
            fix,
          };
        },
      );
    },
  },
  {
    says: "Each schema belongs to one integration.",
    *faults({ resolved: { catalogs }, schemas }) {
      const named = schemas.flatMap(({ path, catalog, schema, fixedBy }) => {
        const catalogName = "name" in catalog ? catalog.name : catalogs[catalog.shared]?.name;
        return catalogName ? [{ path, name: `${catalogName}.${schema}`, fixedBy }] : [];
      });
      yield* twice(
        named,
        ({ name }) => name,
        ({ path, name, fixedBy }, first) => ({
          path,
          what: `is ${name}, the schema of ${formatPath(first.path)} already`,
          fix: fixedBy
            ? `choose another catalog: ${fixedBy} fixes the name of its schema`
            : fixForTaken(path, first.path),
        }),
      );
    },
  },
  {
    says: "Warehouse names are unique in the workspace.",
    *faults({ warehouses }) {
      yield* twice(
        warehouses,
        ({ resolved }) => resolved.name,
        ({ path, written, resolved }, first) => ({
          path: written.name === undefined ? path : [...path, "name"],
          what: `would create a warehouse named ${JSON.stringify(resolved.name)}, as ${formatPath(first.path)} does`,
          fix: "give one of them another name, or share one under warehouses",
        }),
      );
    },
  },
];

/** Two integrations may use one second connection, but only one of them makes it. */
function fixForTaken(path: Path, first: Path): string {
  const [, , form] = path;
  const [, owner] = first;
  return path.length > 3 && first.length > 3
    ? `write ${form}: ${owner}, which uses the same one`
    : "choose another schema, so that neither tool sees or drops the other's tables";
}

/** A fault for every item whose key an earlier item has. */
function* twice<T extends { readonly path: Path }>(
  items: readonly T[],
  keyOf: (item: T) => string,
  faultOf: (item: T, first: T) => Fault,
): Iterable<Fault> {
  const firsts = new Map<string, T>();
  for (const item of items) {
    const first = firsts.get(keyOf(item));
    if (first) yield faultOf(item, first);
    else firsts.set(keyOf(item), item);
  }
}
