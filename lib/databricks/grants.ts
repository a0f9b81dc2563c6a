import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader } from "./http/rest";
import { nextPage, UNITY_CATALOG } from "./unity-catalog";
import { fullName, kindOf, type Securable, type SecurableKind } from "./securable";

const directSchema = z.object({
  privilege_assignments: z
    .array(z.object({ principal: z.string(), privileges: z.array(z.string()).default([]) }))
    .default([]),
  ...nextPage,
});

const effectiveSchema = z.object({
  privilege_assignments: z
    .array(
      z.object({
        principal: z.string(),
        privileges: z.array(z.object({ privilege: z.string().optional() })).default([]),
      }),
    )
    .default([]),
  ...nextPage,
});

/** What one principal holds on a securable, as the service spells the privileges: `USE_CATALOG`. */
export interface PrivilegeAssignment {
  /** User name, application id or group. */
  readonly principal: string;
  readonly privileges: readonly string[];
}

/**
 * What a principal was granted on a securable itself.
 *
 * @throws ServiceError of the kind `not-found` for a securable that is not there
 * @see https://docs.databricks.com/api/workspace/grants/get
 */
export async function directPrivileges(rest: Reader, on: Securable, principal: string): Promise<string[]> {
  const path = `${UNITY_CATALOG}/permissions/${kindOf(on)}/${encodeURIComponent(fullName(on))}`;
  const pages = await allPages(rest, directSchema, path, { principal });
  return pages
    .flatMap((page) => page.privilege_assignments)
    .filter((each) => each.principal === principal)
    .flatMap(({ privileges }) => privileges);
}

/**
 * Who holds what on a securable, by a grant on it or on what it is in. Ownership is not among it.
 *
 * @param name full name, of a metastore its id
 * @see https://docs.databricks.com/api/workspace/grants/geteffective
 */
export async function effectivePrivileges(
  rest: Reader,
  kind: SecurableKind | "metastore",
  name: string,
): Promise<PrivilegeAssignment[]> {
  const pages = await allPages(
    rest,
    effectiveSchema,
    `${UNITY_CATALOG}/effective-permissions/${kind}/${encodeURIComponent(name)}`,
  );
  return pages
    .flatMap((page) => page.privilege_assignments)
    .map(({ principal, privileges }) => ({
      principal,
      privileges: privileges.flatMap(({ privilege }) => privilege ?? []),
    }));
}
