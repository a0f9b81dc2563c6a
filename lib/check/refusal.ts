import type { CheckContext } from "./context";
import { StatementError } from "./diagnosis";

/**
 * Whether the service refuses a statement for lack of a privilege.
 *
 * @returns `refused`, `allowed`, or `missing` when what it names is not there or hidden
 * @throws StatementError for every other failure
 */
export async function isRefused(context: CheckContext, statement: string): Promise<"refused" | "allowed" | "missing"> {
  try {
    await context.query(statement);
    return "allowed";
  } catch (error) {
    const kind = error instanceof StatementError ? error.error.kind : undefined;
    if (kind === "privilege") return "refused";
    if (kind === "missing-object") return "missing";
    throw error;
  }
}
