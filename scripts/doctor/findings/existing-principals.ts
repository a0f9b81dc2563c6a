import { findServicePrincipals, getServicePrincipal } from "../../../lib/databricks/service-principals";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import type { DoctorContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass, type Outcome } from "../../../lib/report/outcome";

const ADOPT = "Settings › Identity and access › Service principals";

/** Service principals that are adopted by application id, or taken over by SCIM id. */
export const existingPrincipals: Examination = {
  id: "principals",
  question: "whether the existing service principals are there",
  async examine({ rest, declared }) {
    const adopted = declared.principals.flatMap(({ existing, path }) => (existing ? [{ existing, path }] : []));
    const imported = declared.principals.flatMap(({ import: id, path }) => (id ? [{ id, path }] : []));
    if (adopted.length + imported.length === 0) return [];
    const found = await findServicePrincipals(
      rest,
      "applicationId",
      adopted.map(({ existing }) => existing),
    );
    const outcomes = [
      ...adopted.flatMap(({ existing, path }): Outcome[] => {
        const principal = found.find(({ applicationId }) => applicationId.toLowerCase() === existing.toLowerCase());
        if (!principal) return [absent(`application id ${existing}`, `${path}.existing`)];
        if (principal.active) return [];
        return [
          fail(`the service principal ${principal.displayName} is deactivated`, {
            fix: `an admin activates it: ${ADOPT} › ${principal.displayName} › Active`,
          }),
        ];
      }),
      ...(await Promise.all(imported.map(({ id, path }) => whetherThere(rest, id, path)))).flat(),
    ];
    const names = [...found.map(({ displayName }) => displayName), ...imported.map(({ id }) => id)];
    return outcomes.length > 0 ? outcomes : [pass(`${names.join(", ")}: there`)];
  },
};

async function whetherThere(rest: DoctorContext["rest"], id: string, path: string): Promise<Outcome[]> {
  try {
    await getServicePrincipal(rest, id);
    return [];
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") return [absent(`id ${id}`, `${path}.import`)];
    throw error;
  }
}

function absent(what: string, path: string): Outcome {
  return fail(`no service principal of this workspace has the ${what}`, {
    cause: "it was deleted, or is not assigned to this workspace",
    fix: `correct ${path}, or an admin adds it here: ${ADOPT} › Add service principal`,
  });
}
