import { grantOf, type Need } from "../../access/expected-privileges";
import { readPath } from "../../access/read-path";
import { PRIVILEGES } from "../../databricks/privilege";
import { fullName, isWithin, kindOf, type Securable } from "../../databricks/securable";
import { covers } from "./covers";
import { definerLacks } from "./definer";
import { denialIn, type Denial } from "./denial";
import { lacking } from "./lacking";
import { REDEPLOY, type Defined, type Diagnosis, type Symptom } from "./symptom";

/**
 * That the service refuses a statement. A GRANT to the tool is advised only for what it does not hold: what it holds and
 * is refused all the same is somebody else's to hold, such as the owner of the view that was asked.
 */
export function refused(symptom: Symptom): Diagnosis {
  const { text, need, defined } = symptom;
  const denial = denialIn(text);
  if (denial && need?.on.table !== undefined && !isOnTheWay(denial.on, need.on)) {
    return definerLacks(defined ?? { on: need.on, kind: "view", uses: [], filters: [] }, denial);
  }
  const missing = missingPrivilege(symptom, denial);
  if (missing) return lacking(missing, symptom);
  if (!denial && !need) return { cause: text, fix: `${REDEPLOY}, which restores the privileges of the profile` };
  if (denial && defined && isDefiners(defined, denial)) return definerLacks(defined, denial);
  const on = denial?.on ?? need!.on;
  return {
    cause: `refused (${text}), though the service principal holds what it takes, as SHOW GRANTS lists it`,
    fix:
      "no grant would help: a change of grants can take some minutes to count, so check again; then ask the owner of the " +
      `${kindOf(on)} ${fullName(on)} for policies, filters and bindings to workspaces on it`,
  };
}

/** What somebody else's rights may be about: not the thing itself, which whoever asks has to be allowed. */
const isDefiners = ({ kind, filters, on }: Defined, denial: Denial) =>
  (kind !== "table" || filters.length > 0) && fullName(denial.on) !== fullName(on);

const isOnTheWay = (denied: Securable, wanted: Securable) => isWithin(wanted, denied) || isWithin(denied, wanted);

/** The privilege that the service names, else what is missing on the way, as the profile grants it; nothing that is held. */
function missingPrivilege({ need, expected, held }: Symptom, denial: Denial | undefined): Need | undefined {
  const isHeld = (each: Need) => held?.some((grant) => covers(grant, each)) ?? false;
  const privilege = PRIVILEGES.find((each) => each === denial?.privilege);
  if (privilege && denial) {
    const named = { privilege, on: denial.on };
    // A privilege on a volume or function is only ever granted on what holds it.
    const granted = grantOf(named, expected) ?? (need?.privilege === privilege ? need : named);
    return isHeld(named) || isHeld(granted) ? undefined : granted;
  }
  if (!need) return undefined;
  const way = readPath(need.on, [need.privilege]).flatMap(({ on, privileges }) =>
    privileges.map((each) => ({ privilege: each, on })),
  );
  const granted = (each: Need) => grantOf(each, expected) ?? each;
  if (held) return way.map(granted).find((each) => !isHeld(each));
  return granted(need);
}
