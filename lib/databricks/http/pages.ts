import type { z } from "zod";
import type { Reader } from "./rest";

/** Every page of a list, as the service hands it out; one may be empty and still not be the last. */
export async function allPages<T extends { readonly next_page_token?: string }>(
  rest: Reader,
  schema: z.ZodType<T>,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<T[]> {
  const pages: T[] = [];
  let token: string | undefined;
  do {
    const page = await rest.getAs(schema, path, { query: { ...query, ...(token && { page_token: token }) } });
    pages.push(page);
    token = page.next_page_token || undefined;
  } while (token);
  return pages;
}
