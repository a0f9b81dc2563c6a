import type { Diagnosis } from "./symptom";

const ELSEWHERE = "name a catalog of Databricks' own under catalog: of the integration, and deploy";

/** What the service says of a catalog that cannot be used as the tool means to, whatever it is granted there. */
const CATALOGS: readonly (readonly [says: RegExp, diagnosis: (catalog: string) => Diagnosis])[] = [
  [
    /is not (?:accessible in|bound to) (?:the |this )?(?:current )?workspace/i,
    (catalog) => ({
      cause: `the catalog${catalog} is isolated, and this workspace is not among those that may use it`,
      fix: `as its owner assign this workspace under Catalog >${catalog} > Workspaces, or use another catalog`,
    }),
  ],
  [
    /\bforeign catalog\b/i,
    (catalog) => ({
      cause: `the catalog${catalog} is a foreign one: its data is in another system, and it can only be read`,
      fix: ELSEWHERE,
    }),
  ],
  [
    /\b(?:delta ?sharing|shared) catalog\b/i,
    (catalog) => ({ cause: `the catalog${catalog} comes from a Delta share and can only be read`, fix: ELSEWHERE }),
  ],
  [
    /\bcatalog \S+ is (?:bound )?(?:as )?read[- _]?only\b/i,
    (catalog) => ({
      cause: `the catalog${catalog} can only be read from this workspace`,
      fix: `as its owner give this workspace read and write access under Catalog >${catalog} > Workspaces; or ${ELSEWHERE}`,
    }),
  ],
];

/** Why a catalog as such cannot be used, when the service says so: isolated, foreign or shared. */
export function catalogDiagnosis(text: string): Diagnosis | undefined {
  const found = CATALOGS.find(([says]) => says.test(text));
  const [, name] = /\bcatalog [`'"]([^`'"]+)/i.exec(text) ?? [];
  return found?.[1](name === undefined ? "" : ` ${name}`);
}
