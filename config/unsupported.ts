import type { Fault, Path } from "./problem";

/** A field of the model that this version refuses. */
interface Unsupported {
  /** `*` stands for any key. */
  readonly field: string;
  /** The field is refused with this value; default: with any but false. */
  readonly when?: (value: unknown) => boolean;
  readonly what: string;
  readonly fix: string;
}

const FIELDS: readonly Unsupported[] = [
  {
    field: "backend.kind",
    when: (kind) => kind !== "local",
    what: "a backend other than local is not supported yet",
    fix: "remove backend: and keep the state files, or write kind: local",
  },
  ...["catalogs.*", "integrations.*.catalog", "integrations.*.enrichment.catalog"].map((entry) => ({
    field: `${entry}.existing`,
    what: "a catalog that is there already is not supported yet",
    fix: "remove the line and choose a name that is not taken; to read an existing catalog, name it under read:",
  })),
  ...["schema", "enrichment.schema"].map((schema) => ({
    field: `integrations.*.${schema}.existing`,
    what: "a schema that is there already is not supported yet",
    fix: "remove the line and choose a name that is not taken; to read an existing schema, name it under read:",
  })),
  {
    field: "integrations.*.warehouse.existing",
    what: "a warehouse that is there already is not supported yet",
    fix: "remove the line: a warehouse is created, which costs nothing while it is stopped",
  },
  ...["cluster", "workspaceId"].map((name) => ({
    field: `integrations.*.warehouse.${name}`,
    what: "a cluster in place of a warehouse is not supported yet",
    fix: "remove the line: a warehouse is created",
  })),
  {
    field: "integrations.*.principal.existing",
    what: "a service principal that is there already is not supported yet",
    fix: "remove the line: a new service principal is created",
  },
  {
    field: "integrations.*.principal.groups",
    what: "membership in groups is not supported yet",
    fix: "remove the line, and add the service principal to the groups by hand after the deploy",
  },
  {
    field: "integrations.*.credential.useGroup",
    what: "a group that may use tokens is not supported yet",
    fix: "remove the line: the group users may use tokens, unless an administrator has changed that",
  },
  {
    field: "integrations.*.takeOver",
    what: "taking over privileges is not supported yet",
    fix: "remove the line: every service principal is new and holds none",
  },
];

/** A use of such a field. */
interface Refused {
  readonly fault: Fault;
  /** The path to leave out of the config before the rules judge it. */
  readonly cut: Path;
}

/**
 * What the config asks for that this version does not do.
 *
 * @param root the config as written; its shape need not be right
 */
export function unsupportedFields(root: unknown): Refused[] {
  return FIELDS.flatMap(({ field, when = (value) => value !== false, what, fix }) =>
    matches(root, field.split("."), [])
      .filter(({ value }) => when(value))
      // An integration's `catalog: { name: sales, existing: true }` goes as a whole: the name is not one to create.
      .map(({ path }) => ({ fault: { path, what, fix }, cut: path[0] === "integrations" ? path.slice(0, 3) : path })),
  );
}

interface Match {
  readonly path: Path;
  readonly value: unknown;
}

function matches(value: unknown, pattern: readonly string[], path: Path): Match[] {
  const [key, ...rest] = pattern;
  if (key === undefined) return value === undefined ? [] : [{ path, value }];
  if (typeof value !== "object" || value === null) return [];
  const names = key === "*" ? Object.keys(value) : Object.hasOwn(value, key) ? [key] : [];
  return names.flatMap((name) => matches((value as Record<string, unknown>)[name], rest, [...path, name]));
}
