import type { Privilege } from "../databricks/privilege";
import type { Securable } from "../databricks/securable";
import type { CheckContext } from "./context";
import { nothingToTry } from "./nothing-to-try";
import { pass, type Outcome } from "../report/outcome";

/** Something to try wherever a privilege is granted. */
export interface EachPlace<T> {
  readonly privilege: Privilege;
  /** What is done, e.g. `calls a function`. */
  readonly what: string;
  /** Something at the place to do it with. */
  readonly find: (place: Securable) => T | undefined | Promise<T | undefined>;
  /** Does it, and names what it was done with. @throws StatementError */
  readonly use: (found: T) => Promise<string>;
}

/**
 * Tries something at every place where the profile grants a privilege. Places with nothing to try it on are passed over,
 * unless the privilege is known to be missing there.
 */
export async function atEachPlace<T>(
  context: CheckContext,
  { privilege, what, find, use }: EachPlace<T>,
): Promise<Outcome> {
  const places = context.expected.filter(({ privileges }) => privileges.has(privilege)).map(({ on }) => on);
  const empty: Securable[] = [];
  const used: string[] = [];
  for (const place of places) {
    const found = await find(place);
    if (found === undefined) empty.push(place);
    else used.push(await use(found));
  }
  const nothing = await nothingToTry(context, `${what}: there is none`, empty, privilege);
  if (nothing.status === "FAIL" || used.length === 0) return nothing;
  return pass(`${what}: ${used.join(", ")}`);
}
