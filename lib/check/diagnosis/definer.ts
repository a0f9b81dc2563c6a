import { PRIVILEGES } from "../../databricks/privilege";
import { fullName, isWithin, quotedName, type Securable } from "../../databricks/securable";
import { grantStatement } from "../../databricks/sql/statements";
import { readPath } from "../../access/read-path";
import type { Denial } from "./denial";
import type { Defined, Diagnosis } from "./symptom";

/**
 * That a view, function or filter is refused something: it works with the rights of its owner, so that nothing which is
 * granted to whoever asks helps.
 *
 * @see https://docs.databricks.com/aws/en/views/#required-permissions
 */
export function definerLacks(defined: Defined, denial: Denial): Diagnosis {
  const { kind, owner = "", filters } = defined;
  const name = fullName(defined.on);
  const missing = `${denial.privilege.replaceAll("_", " ")} on the ${denial.kind} ${fullName(denial.on)}`;
  const who = owner === "" ? "its owner" : `its owner ${owner}`;
  const between = isDirect(defined, denial.on) ? "" : ", or the owner of something that it goes through,";
  const filter = filters.length > 0 ? ` (it has a row filter or mask: ${filters.join(", ")})` : "";
  const mend = `to be mended at its owner, and not by a grant to the service principal, which holds what it needs on ${name}`;
  const alter = `ALTER ${kind === "function" ? "FUNCTION" : kind === "view" ? "VIEW" : "TABLE"} ${quotedName(defined.on)} OWNER TO …`;
  const other = `or another owner who may read it takes the ${kind} over (${alter})`;
  const grants = owner === "" ? [] : grantsFor(owner, defined, denial);
  return {
    cause: `the ${kind} ${name}${filter} works with the rights of ${who}, who${between} lacks ${missing}`,
    fix:
      grants.length > 0
        ? [`${mend}: whoever owns ${fullName(denial.on)} runs what follows, ${other}:`, ...grants].join("\n")
        : `${mend}: whoever owns ${fullName(denial.on)} gives ${missing} to the owner of the ${kind}, ${other}`,
  };
}

/** Whether the definition itself names it, or something in it. Unknown counts as yes. */
const isDirect = ({ uses }: Defined, denied: Securable): boolean =>
  uses.length === 0 || uses.some((each) => isWithin(each, denied) || isWithin(denied, each));

/** With the way to each object that the definition names there, since a refusal names only the first thing missing. */
function grantsFor(owner: string, { uses }: Defined, { privilege, on, kind }: Denial): string[] {
  const known = PRIVILEGES.find((each) => each === privilege);
  if (kind === "function")
    return known ? [grantStatement(known, on, owner).replace(" ON TABLE ", " ON FUNCTION ")] : [];
  const named = uses.filter((each) => isWithin(each, on)).flatMap((each) => readPath(each, ["SELECT"]));
  const statements = named.flatMap(({ on: at, privileges }) =>
    privileges.map((each) => grantStatement(each, at, owner)),
  );
  return statements.length > 0 ? [...new Set(statements)] : known ? [grantStatement(known, on, owner)] : [];
}
