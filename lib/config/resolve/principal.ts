import type { IntegrationInput } from "../model";
import type { PrincipalConfig, WarehouseConfig } from "../resolved";

/**
 * @param displayName of a principal that a stack creates or takes over
 * @param used the warehouse or cluster of the integration, whose `useGroup` the principal joins anyway
 */
export function resolvePrincipal(
  written: IntegrationInput["principal"] = {},
  { displayName, used }: { displayName: string; used?: WarehouseConfig },
): PrincipalConfig {
  const useGroup = used && "existing" in used ? used.useGroup : undefined;
  const groups = [...new Set(written.groups)].filter((group) => group !== useGroup);
  if (written.existing !== undefined) return { existing: written.existing.toLowerCase(), groups };
  return { displayName, ...(written.import !== undefined && { import: String(written.import) }), groups };
}
