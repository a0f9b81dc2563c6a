import { fullName, kindOf, type Securable } from "../../databricks/securable";
import type { CheckContext } from "../context";
import type { ExpectedPrivileges } from "../../access/expected-privileges";
import { grantsReaching, isDirect, membershipsOf, type GrantRow } from "../grants";
import type { Probe } from "../probe";
import { fail, pass, skip, warn, type Outcome } from "../../report/outcome";
import type { Diagnosis } from "../diagnosis";
import { isDirectlyOwned, ownedByTool, ownership } from "../ownership";
import { grantStatement, revokeStatement } from "../../databricks/sql/statements";

/** Compares what is granted to the principal with what the profile asks for. */
export const privileges: Probe = {
  id: "privileges",
  title: () => "holds exactly the privileges of its profile",
  after: "sign-in",
  async run(context) {
    const { expected } = context;
    if (context.person !== undefined) {
      return skip("holds exactly its privileges: those of a person are not the profile's to judge");
    }
    if (expected.length === 0) return skip("holds exactly its privileges: its profile asks for none");
    const held = await heldOn(context, expected);
    const owned = await ownedByTool(context);
    if (!held) return skip("holds exactly its privileges: it may not list them");
    const { application_id } = context.connection.principal;
    const surplus = held.filter((grant) => !isExpected(context, expected, grant));
    const direct = surplus.filter((grant) => isDirect(context, grant));
    const own = (owned ?? []).map((each) => ({ ...ownership(context, each), direct: isDirectlyOwned(context, each) }));
    const taken = own.filter(({ direct }) => direct);
    const isOthers = context.connection.principal.existing === true;
    if (direct.length > 0 || (taken.length > 0 && !isOthers)) {
      const granted = direct.length > 0 ? [`granted to it directly: ${direct.map(describe).join(", ")}`] : [];
      return fail("holds more than its profile asks for", {
        cause: [...granted, ...taken.map(({ cause }) => cause)].join("; "),
        fix: [
          ...(direct.length > 0 ? [takingAway(context)] : []),
          ...direct.map(({ privilege, on }) => revokeStatement(privilege, on, application_id)),
          ...ownersFix(taken),
        ].join("\n"),
      });
    }
    const [missing] = missingOf(expected, held);
    const [borrowed] = missingOf(
      expected,
      held.filter((grant) => isDirect(context, grant)),
    );
    if (!missing && borrowed) return livesOnOthers(borrowed, held);
    if (missing) {
      return warn("holds less than its profile asks for", {
        cause: `not granted to it directly: ${describe(missing)}; it may still come through a group`,
        fix: `run \`npx cdktf deploy\`, or as the owner:\n${grantStatement(missing.privilege, missing.on, application_id)}`,
      });
    }
    if (own.length > 0) {
      const fix = ownersFix(own);
      const unless = "if that is not meant to be, ";
      return warn("owns what its profile only asks to use", {
        cause: own.map(({ cause }) => cause).join("; "),
        fix: [`${unless}${fix[0]}`, ...fix.slice(1)].join("\n"),
      });
    }
    if (!owned) return skip(`${this.title(context)}, as far as granted; who owns what cannot be seen`);
    if (surplus.length === 0) {
      const { unknown } = await membershipsOf(context);
      return unknown === undefined ? pass(this.title(context)) : groupsUnknown(this.title(context), unknown);
    }
    return warn("holds more than its profile asks for, through a group", {
      cause: surplus.map((grant) => `${describe(grant)} through the group ${grant.principal}`).join(", "),
      fix: "take it from that group, or the service principal out of the group, if the tool is not meant to have it",
    });
  },
};

/** How what the tool owns gets another owner; nothing when it owns nothing. */
function ownersFix(owned: readonly Pick<Diagnosis, "fix">[]): string[] {
  if (owned.length === 0) return [];
  return ["give it to somebody else, as the owner of what it is in:", ...owned.map(({ fix }) => fix)];
}

/** Everything looked at here is the stack's to grant: a deploy would take it away, and does so only where that is meant. */
function takingAway({ connection: { principal }, profile }: CheckContext): string {
  if (!principal.existing) return "take it away:";
  return (
    `a deploy stops at it, and with replaceGrants: true takes it away, since the stack grants what ${principal.display_name} ` +
    `holds there; if something else signs in with that principal and needs it, give ${profile.name} one of its own (leave ` +
    `out principal.existing); if not:`
  );
}

const describe = ({ privilege, on }: { privilege: string; on: Securable }) =>
  `${privilege.replaceAll("_", " ")} on the ${kindOf(on)} ${fullName(on)}`;

/** Smallest securables first: what they list of their parents need not be asked for again. */
async function heldOn(context: CheckContext, expected: readonly ExpectedPrivileges[]): Promise<GrantRow[] | undefined> {
  const held = new Map<string, GrantRow>();
  const listed = new Set<string>();
  for (const { on } of [...expected].reverse()) {
    if (listed.has(fullName(on))) continue;
    const grants = await grantsReaching(context, on);
    if (!grants) return undefined;
    for (const grant of grants) {
      held.set(`${grant.principal} ${grant.privilege} ${fullName(grant.on)}`, grant);
      listed.add(fullName(grant.on));
    }
  }
  return [...held.values()];
}

/** BROWSE comes to everybody with every catalog that is made on the product's pages, and opens no data. */
function isExpected(context: CheckContext, expected: readonly ExpectedPrivileges[], grant: GrantRow): boolean {
  if (grant.privilege === "BROWSE" && !isDirect(context, grant)) return true;
  const entry = expected.find((each) => fullName(each.on) === fullName(grant.on));
  return entry !== undefined && [...entry.privileges, ...entry.possible].some((each) => each === grant.privilege);
}

/** Its own grant is gone, and works only as long as a group keeps the same. */
function livesOnOthers({ privilege, on }: { privilege: string; on: Securable }, held: readonly GrantRow[]): Outcome {
  const groups = held.filter((grant) => grant.privilege === privilege && fullName(grant.on) === fullName(on));
  const names = [...new Set(groups.map(({ principal }) => `the group ${principal}`))].join(" and ");
  return warn("lives on a grant that is not its own", {
    cause: `not granted to it directly: ${describe({ privilege, on })}; it holds that through ${names} only, and loses it when they do`,
    fix: "run `npx cdktf deploy`, which grants it anew; or ask who revoked it",
  });
}

/** What comes through groups is not known then, and no PASS may rest on it. */
function groupsUnknown(title: string, why: string): Outcome {
  return warn(`${title}, as far as they are granted to it directly`, {
    cause: `the workspace does not say which groups it is in, through which it may hold or own more (${why})`,
    fix: "check again; if it stays so, as an admin look at its groups under Settings > Identity and access",
  });
}

function missingOf(expected: readonly ExpectedPrivileges[], held: readonly GrantRow[]) {
  const holds = (privilege: string, on: Securable) =>
    held.some((grant) => fullName(grant.on) === fullName(on) && grant.privilege === privilege);
  return expected.flatMap(({ on, privileges }) =>
    [...privileges].filter((privilege) => !holds(privilege, on)).map((privilege) => ({ privilege, on })),
  );
}
