import type { Privilege } from "../databricks/privilege";
import { readPath } from "../access/read-path";
import { fullName, type Securable } from "../databricks/securable";
import type { CheckContext } from "./context";
import type { Need } from "../access/expected-privileges";
import { covers } from "./diagnosis/covers";
import { lacking } from "./diagnosis/lacking";
import { grantOf } from "../access/expected-privileges";
import { grantsReaching } from "./grants";
import { fail, skip, type Outcome } from "../report/outcome";

/**
 * The outcome of a probe that found nothing to try itself on: SKIP with the reason, unless a privilege is known to be
 * missing. What one may not use is not listed either, so that a missing privilege looks like an empty schema.
 *
 * @param reason what is not there, e.g. `calls a function: there is none`
 * @param places where it was looked for
 * @param privilege what is needed there, besides the way to it
 */
export async function nothingToTry(
  context: CheckContext,
  reason: string,
  places: readonly Securable[],
  privilege: Privilege,
): Promise<Outcome> {
  for (const place of places) {
    const missing = await missingOn(context, place, privilege);
    if (missing) return fail(`finds nothing in ${fullName(place)}`, lacking(missing, context));
  }
  return skip(reason);
}

/** What the profile asks for and nothing gives, at a place or on the way to it; nothing also when it cannot be known. */
async function missingOn(context: CheckContext, place: Securable, privilege: Privilege): Promise<Need | undefined> {
  const needs = readPath(place, [privilege]).flatMap(
    ({ on, privileges: [each] }) => (each && grantOf({ privilege: each, on }, context.expected)) ?? [],
  );
  // What a person holds by ownership or as an admin is not listed.
  if (needs.length === 0 || context.person !== undefined) return undefined;
  const held = await grantsReaching(context, place);
  return held && needs.find((need) => !held.some((grant) => covers(grant, need)));
}
