import { runCheck } from "../../lib/check/run";
import type { CheckReport } from "../../lib/check/report";
import { parseSecurable } from "../../lib/databricks/securable";
import { grantStatement } from "../../lib/databricks/sql/statements";
import type { Privilege } from "../../lib/databricks/privilege";
import { fullName, kindOf, type Securable } from "../../lib/databricks/securable";
import { expectedPrivileges } from "../../lib/access/expected-privileges";
import type { Admin, HeldPrivilege } from "./admin";
import type { Deployed } from "./deployment";

/** What a check said while one privilege was missing. */
export interface Mutation {
  readonly grant: string;
  /** Every GRANT that a failed probe names, each once. */
  readonly named: readonly string[];
  /** Failed probes with their causes, for people. */
  readonly failed: readonly string[];
}

/** One integration: its check as deployed, then with each of its privileges taken away and given back. */
export interface Tried {
  readonly name: string;
  readonly report: CheckReport;
  readonly mutations: readonly Mutation[];
}

/** Takes every directly granted privilege away in turn, checks, and gives it back. */
export async function tryWithoutEach(deployed: Deployed, admin: Admin): Promise<Tried> {
  const { name, connection } = deployed;
  const principal = connection.principal.application_id;
  const report = await runCheck(deployed);
  const mutations: Mutation[] = [];
  for (const held of await heldBy(deployed, admin)) {
    await admin.revoke(principal, held);
    const without = await runCheck(deployed);
    await admin.grant(principal, held);
    const failed = without.test_results.filter(({ status }) => status === "FAIL");
    const statement = grantStatement(held.privilege as Privilege, parseSecurable(held.name), principal);
    mutations.push({
      grant: shorten(statement, principal),
      named: [...new Set(failed.flatMap(({ fix = "" }) => grantsIn(fix)))].map((text) => shorten(text, principal)),
      failed: failed.map(({ test_name, message, cause }) => `${test_name}: ${message}: ${cause}`),
    });
  }
  return { name, report, mutations };
}

/** What is granted directly, wherever the tool works: asked of the workspace and not of the profile. */
async function heldBy({ connection, profile }: Deployed, admin: Admin): Promise<HeldPrivilege[]> {
  const places = new Map<string, Securable>();
  for (const { on } of expectedPrivileges(connection, profile)) {
    const { catalog, schema } = on;
    for (const each of [{ catalog }, ...(schema ? [{ catalog, schema }] : []), on]) places.set(fullName(each), each);
  }
  const held: HeldPrivilege[] = [];
  for (const [name, place] of places)
    held.push(...(await admin.privilegesOf(connection.principal.application_id, kindOf(place), name)));
  return held;
}

const grantsIn = (fix: string) => fix.match(/GRANT .+/g) ?? [];

/** Without the principal, whose id differs in every run. */
const shorten = (statement: string, principal: string) => statement.replace(` TO \`${principal}\``, "");
