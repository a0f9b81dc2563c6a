import {
  findNamedServicePrincipals,
  isNamed,
  principalKey,
  type PrincipalKey,
  type ServicePrincipalInfo,
} from "../../../lib/databricks/service-principals";
import { snippet } from "../../../lib/config/snippet";
import type { Examination } from "../examination";
import { fail, pass, type Outcome } from "../../../lib/report/outcome";
import { oneOfLines } from "../lines";
import { deactivated } from "../deactivated";

const ADOPT = "Settings › Identity and access › Service principals";

const WORDS: Readonly<Record<PrincipalKey, string>> = {
  applicationId: "application id",
  id: "id",
  displayName: "name",
};

/** Service principals that are adopted or taken over: there, told apart, and active. */
export const existingPrincipals: Examination = {
  id: "principals",
  question: "whether the existing service principals are there",
  async examine({ rest, declared }) {
    const named = declared.principals.flatMap(({ existing, import: imported, path }) => [
      ...(existing ? [{ text: existing, path: `${path}.existing` }] : []),
      ...(imported ? [{ text: imported, path: `${path}.import` }] : []),
    ]);
    if (named.length === 0) return [];
    const found = await findNamedServicePrincipals(
      rest,
      named.map(({ text }) => text),
    );
    const outcomes = named.flatMap(({ text, path }) =>
      judge(
        text,
        path,
        found.filter((each) => isNamed(each, text)),
      ),
    );
    return outcomes.length > 0 ? outcomes : [pass(`${found.map(({ displayName }) => displayName).join(", ")}: there`)];
  },
};

function judge(text: string, path: string, found: readonly ServicePrincipalInfo[]): Outcome[] {
  const [principal, ...others] = found;
  if (!principal) return [absent(`${WORDS[principalKey(text)]} ${text}`, path)];
  if (others.length > 0) {
    return [
      fail(`${found.length} service principals are called ${text}`, {
        cause: "a name that is not unique names none of them",
        fix: oneOfLines(
          "name one by its application id:",
          found.map(({ applicationId, id }) => [snippet(path, applicationId), `id ${id}`]),
        ),
      }),
    ];
  }
  if (principal.active) return [];
  return [deactivated(principal)];
}

function absent(what: string, path: string): Outcome {
  return fail(`no service principal of this workspace has the ${what}`, {
    cause: "it was deleted, or is not assigned to this workspace",
    fix: `correct ${path}, or an admin adds it here: ${ADOPT} › Add service principal`,
  });
}
