import { getCatalog } from "./catalogs";
import type { Reader } from "./http/rest";
import { getSchema } from "./schemas";
import { fullName, kindOf, type Securable, type SecurableKind } from "./securable";
import { getTable } from "./tables";

const GET: Readonly<Record<SecurableKind, (rest: Reader, name: string) => Promise<{ readonly owner: string }>>> = {
  catalog: getCatalog,
  schema: getSchema,
  table: getTable,
};

/**
 * Who owns a catalog, schema or table; "" where the service does not say.
 *
 * @throws ServiceError of the kind `not-found` for one that is not there, or that the caller may not see
 */
export async function getOwner(rest: Reader, securable: Securable): Promise<string> {
  return (await GET[kindOf(securable)](rest, fullName(securable))).owner;
}
