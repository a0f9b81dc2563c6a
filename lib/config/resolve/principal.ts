import { principalKey } from "../../databricks/service-principals";
import type { IntegrationInput } from "../model";
import type { PrincipalConfig, WarehouseConfig } from "../resolved";

/**
 * @param displayName of a principal that a stack creates or takes over
 * @param used the warehouse or cluster of the integration, whose `viaGroup` the principal joins anyway
 */
export function resolvePrincipal(
  written: IntegrationInput["principal"] = {},
  { displayName, used }: { displayName: string; used?: WarehouseConfig },
): PrincipalConfig {
  const viaGroup = used && "existing" in used ? used.viaGroup : undefined;
  const groups = [...new Set(written.groups)].filter((group) => group !== viaGroup);
  if (written.existing !== undefined) return { existing: foldReference(written.existing), groups };
  return { displayName, ...(written.import !== undefined && { import: foldReference(written.import) }), groups };
}

/** Display names are told apart by case, ids are not. */
function foldReference(written: string | number): string {
  const text = String(written);
  return principalKey(text) === "applicationId" ? text.toLowerCase() : text;
}
