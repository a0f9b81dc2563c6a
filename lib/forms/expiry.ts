import type { Connection } from "../terraform/connection";
import { daysAfter } from "./dates";
import type { HandoffRecord } from "./handoff/record";

/** When a credential ends, as far as that is known. */
export interface Expiry {
  /** ISO time. */
  readonly at: string;
  /** `about`: the workspace said so; `latest`: it was issued for so long, and seen first on a day that is known. */
  readonly known: "about" | "latest";
}

/** @returns undefined when it never ends, or nothing says when */
export function expiryOf(
  { credential }: Connection,
  { check, credential: seen }: Pick<HandoffRecord, "check" | "credential">,
): Expiry | undefined {
  if (check?.days_left !== undefined && check.credential_id === credential.id) {
    return { at: daysAfter(check.at, check.days_left), known: "about" };
  }
  const { id, lifetime_days: days = 0 } = credential;
  if (!seen || seen.id !== id || days <= 0) return undefined;
  return { at: daysAfter(seen.seen, days), known: "latest" };
}
