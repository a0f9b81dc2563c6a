import { grantOf, type Need } from "../../access/expected-privileges";
import { fullName, isWithin, kindOf, quotedName, type Securable } from "../../databricks/securable";
import { grantStatement } from "../../databricks/sql/statements";
import { ownSchemas } from "../../access/own-schemas";
import { absentIn } from "./denial";
import { covers } from "./covers";
import { REDEPLOY, type Diagnosis, type Symptom } from "./symptom";

/** That something is not there, or hidden from the tool. A deploy brings back what it made, and nothing else. */
export function notFound(symptom: Symptom): Diagnosis {
  const { text, need, connection, defined } = symptom;
  const said = absentIn(text);
  const on = said?.schema === undefined && said ? { catalog: said.catalog } : (said ?? need?.on);
  if (!on) return { cause: text, fix: `${REDEPLOY}, which makes again what it made, and names what it only looks up` };
  const what = `the ${kindOf(on)} ${fullName(on)}`;
  if (need && said?.table !== undefined && !isWithin(on, need.on) && fullName(on) !== fullName(need.on)) {
    const { kind = "view", owner = "" } = defined ?? {};
    return {
      cause: `the ${kind} ${fullName(need.on)} is broken: it uses ${what}, which is not there or which its owner may not see`,
      fix:
        `it is not the kit's, and neither is what it uses: ask its owner${owner && ` ${owner}`} to define it anew, or to ` +
        `have ${fullName(on)} brought back within seven days:\nUNDROP TABLE ${quotedName(on)}`,
    };
  }
  const hidden = hint(symptom, on);
  if (on.catalog === SYSTEM) return notEnabled(on, what);
  if (isOwn(symptom, on)) {
    return {
      cause: `${what} is not there, or hidden from the service principal`,
      fix: withHint(`${REDEPLOY}, which makes it again if it was deleted`, hidden),
    };
  }
  return {
    cause: `${what} is not there, or hidden from the service principal: it is not the kit's, so no deploy brings it back`,
    fix: withHint(broughtBack(on, connection.integration), hidden),
  };
}

const SYSTEM = "system";

/** @see https://docs.databricks.com/aws/en/admin/system-tables/#enable */
function notEnabled({ schema = "SCHEMA" }: Securable, what: string): Diagnosis {
  return {
    cause: `${what} is not there, or hidden from the service principal: schemas of system are enabled one by one`,
    fix:
      "an account admin who is metastore admin enables the schema, with the metastore's id as `databricks metastores current` " +
      `says it, and grants USE SCHEMA and SELECT on it:\ndatabricks system-schemas enable METASTORE_ID ${schema}`,
  };
}

/** Made by the stack: where the tool makes things of its own, and what is in there. */
function isOwn({ connection, profile }: Symptom, on: Securable): boolean {
  const own = ownSchemas(connection);
  const inOwn = own.some(
    (each) => each.catalog === on.catalog && (on.schema === undefined || each.schema === on.schema),
  );
  return inOwn || (profile.ownCatalog === true && connection.catalog === on.catalog);
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-undrop-table */
function broughtBack(on: Securable, integration: string): string {
  const leave = `or leave it out of read: of ${integration} in onramp.yaml and deploy`;
  if (on.table === undefined) return `those who looked after it make it again or say what it is called now; ${leave}`;
  return (
    `its owner, or the owner of its schema or catalog, brings a dropped table back within seven days, with the grants on ` +
    `it; a view is made anew; a renamed one is named anew; ${leave}:\nUNDROP TABLE ${quotedName(on)}`
  );
}

/** The statement that would show it, unless the tool holds that already. */
function hint({ need, expected, held, connection, person }: Symptom, on: Securable): string | undefined {
  if (!need || person !== undefined || !isWithin(need.on, on)) return undefined;
  const missing: Need = grantOf(need, expected) ?? need;
  if (held?.some((grant) => covers(grant, missing))) return undefined;
  return grantStatement(missing.privilege, missing.on, connection.principal.application_id);
}

const withHint = (fix: string, hidden: string | undefined) =>
  hidden === undefined ? fix : `${fix}\nor, if it is only hidden, as its owner:\n${hidden}`;
