import { z } from "zod";
import type { DoctorContext } from "./context";
import { allPages } from "../../lib/databricks/http/pages";

const assignments = z.object({
  privilege_assignments: z
    .array(
      z.object({
        principal: z.string(),
        privileges: z.array(z.object({ privilege: z.string().optional() })).default([]),
      }),
    )
    .default([]),
  next_page_token: z.string().optional(),
});

/** Covers every other privilege but those that let somebody give access away. */
const ALL = "ALL_PRIVILEGES";

/**
 * True when the signed-in identity holds the privilege itself, through a group or from a parent. Ownership is not
 * looked at.
 *
 * @param name full name, of a metastore its id
 * @see https://docs.databricks.com/api/workspace/grants/geteffective
 */
export async function holds(
  { rest, facts }: Pick<DoctorContext, "rest" | "facts">,
  privilege: string,
  kind: "metastore" | "catalog" | "schema" | "table",
  name: string,
): Promise<boolean> {
  const path = `/api/2.1/unity-catalog/effective-permissions/${kind}/${encodeURIComponent(name)}`;
  const pages = await allPages(rest, assignments, path);
  for (const { principal, privileges } of pages.flatMap((page) => page.privilege_assignments)) {
    const covers = privileges.some(
      ({ privilege: held }) => held === privilege || (held === ALL && privilege !== "MANAGE"),
    );
    if (covers && (await facts.isMe(principal))) return true;
  }
  return false;
}
