import type { OwnedSecurable } from "./records/securable";
import { ServiceError, denied, invalid } from "./errors";
import type { Caller } from "./principals";
import type { Workspace } from "./workspace";

/** Tags that one securable may have, and how long their texts may be. */
const LIMITS = { tags: 50, key: 255, value: 1000 } as const;

export interface TagChange {
  readonly set?: Readonly<Record<string, string>>;
  readonly unset?: readonly string[];
}

/**
 * Adds, changes and removes tags; needs APPLY TAG. Removing what is not there is no error.
 *
 * @see https://docs.databricks.com/aws/en/database-objects/tags
 */
export function changeTags(
  { unityCatalog, now }: Workspace,
  caller: Caller,
  securable: OwnedSecurable,
  { set = {}, unset = [] }: TagChange,
): void {
  if (securable.kind === "function") throw denied("Functions cannot have tags.");
  unityCatalog.authorization.require(caller, "APPLY_TAG", securable);
  for (const [key, value] of Object.entries(set)) {
    if (key === "" || key.length > LIMITS.key) throw invalid(`A tag key must have 1 to ${LIMITS.key} characters.`);
    if (value.length > LIMITS.value) throw invalid(`A tag value may have at most ${LIMITS.value} characters.`);
  }
  const tags = new Map([...Object.entries(securable.tags ?? {}), ...Object.entries(set)]);
  unset.forEach((key) => tags.delete(key));
  if (tags.size > LIMITS.tags) {
    throw new ServiceError("QUOTA_EXCEEDED", `A securable may have at most ${LIMITS.tags} tags.`);
  }
  securable.tags = tags.size > 0 ? Object.fromEntries(tags) : undefined;
  securable.updatedAt = now();
  securable.updatedBy = caller.name;
}
