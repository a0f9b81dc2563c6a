import { onramp } from "../../command-line";
import { effectivePrivileges } from "../../databricks/grants";
import { EVERYONE } from "../../databricks/groups";
import { ServiceError } from "../../databricks/http/service-error";
import { getMetastore } from "../../databricks/metastore";
import { fullName, isWithin, kindOf, type Securable } from "../../databricks/securable";
import { revokeStatement, sqlText } from "../../databricks/sql/statements";
import { quoteIdentifier } from "../../databricks/securable";
import { fail, pass, skip, warn, type Outcome } from "../../report/outcome";
import type { CheckContext } from "../context";
import { StatementError } from "../diagnosis";
import { membershipsOf } from "../grants";
import { BUILT_IN } from "../ownership";
import type { Probe } from "../probe";

/** Something that the tool holds where its profile asks for nothing. */
interface Surplus {
  /** The principal itself, or a group that it is in. */
  readonly grantee: string;
  readonly privilege: string;
  /** Absent for the metastore. */
  readonly on?: Securable;
}

/** Most grants that are named. */
const MOST = 10;

/** Group of those who may do everything in a workspace. */
const ADMINS = "admins";

/**
 * Looks beside what the profile names: at the metastore, at every other catalog that the tool can see, and at its groups.
 * What everybody has is everybody's, and only told.
 */
export const nothingElsewhere: Probe = {
  id: "nothing-elsewhere",
  title: () => "holds nothing beside what its profile names",
  after: "sign-in",
  async run(context) {
    const title = this.title(context);
    if (context.person !== undefined) return skip(`${title}: what a person holds is not the profile's to judge`);
    const { names, unknown } = await membershipsOf(context);
    const unseen = unknown === undefined ? [] : [`its groups (${unknown})`];
    const grantees = new Set([context.identity.toLowerCase(), ...names]);
    const metastore = await onMetastore(context, grantees);
    if (!metastore) unseen.push("what it holds on the metastore");
    const catalogs = await onCatalogs(context, grantees);
    if (!catalogs) unseen.push("other catalogs, which system.information_schema lists");
    const all = [...(metastore ?? []), ...(catalogs ?? [])];
    const own = all.filter(({ grantee }) => grantee === context.identity.toLowerCase());
    const through = all.filter((each) => !own.includes(each) && !EVERYONE.includes(each.grantee));
    if (own.length > 0) return itsOwn(context, own, title);
    const isAdmin = names.has(ADMINS);
    if (through.length > 0 || isAdmin) return ofItsGroups(through, isAdmin);
    if (unseen.length > 0) {
      return warn(`${title}, as far as it can be seen`, {
        cause: `not to be found out: ${unseen.join("; ")}`,
        fix: `as an admin look at its groups and grants: \`${onramp("doctor")}\` lists what it finds`,
      });
    }
    const everybodys = all.filter(({ grantee }) => EVERYONE.includes(grantee));
    const beside = everybodys.length > 0 ? `; as everybody it has ${named(everybodys)}` : "";
    return pass(`${title}, as far as the workspace lists it${beside}`);
  },
};

async function onMetastore(context: CheckContext, grantees: ReadonlySet<string>): Promise<Surplus[] | undefined> {
  try {
    const metastore = await getMetastore(context.rest);
    if (!metastore) return [];
    const held = await effectivePrivileges(context.rest, "metastore", metastore.metastore_id);
    const owner = metastore.owner?.toLowerCase() ?? "";
    return [
      ...(grantees.has(owner) ? [{ grantee: owner, privilege: "OWNERSHIP" }] : []),
      ...held
        .map(({ principal, privileges }) => ({ grantee: principal.toLowerCase(), privileges }))
        .filter(({ grantee }) => grantees.has(grantee))
        .flatMap(({ grantee, privileges }) => privileges.map((privilege) => ({ grantee, privilege }))),
    ];
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

/** By what was granted itself; what is only inherited is named where it was granted. */
const LISTS = [
  { view: "catalog_privileges", names: ["catalog_name"] },
  { view: "schema_privileges", names: ["catalog_name", "schema_name"] },
  { view: "table_privileges", names: ["table_catalog", "table_schema", "table_name"] },
] as const;

async function onCatalogs(context: CheckContext, grantees: ReadonlySet<string>): Promise<Surplus[] | undefined> {
  const list = [...grantees].map(sqlText).join(", ");
  const found: Surplus[] = [];
  for (const { view, names } of LISTS) {
    const rows = await context
      .query(
        `SELECT DISTINCT grantee, privilege_type, ${names.map(quoteIdentifier).join(", ")} FROM system.information_schema.${view} ` +
          `WHERE lower(grantee) IN (${list}) AND inherited_from = 'NONE'`,
      )
      .catch(notToSee);
    if (!rows) return undefined;
    for (const row of rows) {
      const [catalog = "", schema, table] = names.map((name) => String(row[name]).toLowerCase());
      const privilege = String(row.privilege_type).replaceAll(" ", "_");
      const on = { catalog, schema, table };
      if (!isNamed(context, on) && privilege !== "BROWSE") {
        found.push({ grantee: String(row.grantee).toLowerCase(), privilege, on });
      }
    }
  }
  return found;
}

function notToSee(error: unknown): undefined {
  const kind = error instanceof StatementError ? error.error.kind : undefined;
  if (kind === "privilege" || kind === "missing-object") return undefined;
  throw error;
}

/**
 * What the probe of its privileges looks at, or what is the tool's to fill: it owns what it makes there. Databricks' own
 * catalogs are everybody's.
 */
function isNamed({ expected, own, connection, profile }: CheckContext, on: Securable): boolean {
  const makesSchemas = profile.privileges.catalog.includes("CREATE_SCHEMA") && connection.catalog === on.catalog;
  return (
    BUILT_IN.includes(on.catalog) ||
    expected.some((each) => fullName(each.on) === fullName(on)) ||
    own.some(({ catalog, schema }) => isWithin(on, { catalog, schema })) ||
    (makesSchemas && on.schema !== undefined)
  );
}

const describe = ({ privilege, on }: Surplus) =>
  `${privilege.replaceAll("_", " ")} on ${on ? `the ${kindOf(on)} ${fullName(on)}` : "the metastore"}`;

function named(surplus: readonly Surplus[]): string {
  const texts = [...new Set(surplus.map(describe))].sort();
  return [...texts.slice(0, MOST), ...(texts.length > MOST ? [`${texts.length - MOST} more`] : [])].join(", ");
}

/** Granted to it by somebody: a principal of the stack's own has no use for it, an adopted one may. */
function itsOwn(context: CheckContext, own: readonly Surplus[], title: string): Outcome {
  const { principal } = context.connection;
  const message = "holds more, beside what its profile names";
  const cause = `granted to it directly: ${named(own)}`;
  if (principal.existing) {
    return warn(message, { cause, fix: "ask who granted it: something else may sign in with this service principal" });
  }
  const statements = own
    .slice(0, MOST)
    .map(({ privilege, on }) =>
      on
        ? revokeStatement(privilege, on, principal.application_id)
        : `REVOKE ${privilege.replaceAll("_", " ")} ON METASTORE FROM ${quoteIdentifier(principal.application_id)}`,
    );
  const owns = own.some(({ privilege }) => privilege === "OWNERSHIP");
  return fail(message, {
    cause,
    fix: owns
      ? `an account admin gives the metastore to a group of admins; then check again that it ${title}`
      : ["take it away:", ...statements].join("\n"),
  });
}

function ofItsGroups(through: readonly Surplus[], isAdmin: boolean): Outcome {
  const groups = [...new Set(through.map(({ grantee }) => grantee))];
  const each = groups.map((group) => {
    const held = through.filter(({ grantee }) => grantee === group);
    return `${named(held)} through the group ${group}`;
  });
  const admin = isAdmin ? ["it is in the group admins, so that it may do everything in the workspace"] : [];
  return warn("holds more beside what its profile names, through a group", {
    cause: [...admin, ...each].join("; "),
    fix: "take it from that group, or the service principal out of the group, if the tool is not meant to have it",
  });
}
