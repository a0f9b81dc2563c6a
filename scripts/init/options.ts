import { foldName } from "../../lib/config/names";
import { didYouMean, listed } from "../../lib/config/nearest";
import { readBackend, type Draft } from ".";
import { PROFILES, type Profile } from "../../profiles";
import type { CredentialKind } from "../../lib/databricks/credential";
import type { Cloud } from "../../lib/databricks/host";
import { UsageError } from "../../lib/report/errors";

/** Options of `onramp init` that answer its questions. */
export interface InitAnswers {
  readonly tool?: string;
  /** Key of the entry. */
  readonly name?: string;
  readonly allowManagingOthers?: boolean;
  readonly catalog?: string;
  readonly existingCatalog?: string;
  readonly storageRoot?: string;
  readonly schema?: string;
  readonly existingSchema?: string;
  readonly read?: readonly string[];
  /** A new one; true: called like the entry. Text may also be the key of a shared one. */
  readonly warehouse?: string | true;
  readonly existingWarehouse?: string;
  readonly viaGroup?: string;
  readonly cluster?: string;
  readonly workspaceId?: string;
  readonly principal?: string;
  readonly credential?: CredentialKind | "external";
  readonly cloud?: Cloud;
  readonly backend?: string;
}

/** Options of which only one can be meant. */
const EITHER: readonly (readonly (keyof InitAnswers)[])[] = [
  ["catalog", "existingCatalog"],
  ["schema", "existingSchema"],
  ["warehouse", "existingWarehouse", "cluster"],
];

/** Options that say something about another one. */
const ONLY_WITH: readonly (readonly [option: keyof InitAnswers, other: keyof InitAnswers])[] = [
  ["viaGroup", "existingWarehouse"],
  ["workspaceId", "cluster"],
  ["storageRoot", "catalog"],
];

/**
 * The answers that the options give; all others are open.
 *
 * @throws UsageError for options that contradict each other, or that cannot be read
 */
export function draftOf(answers: InitAnswers): Draft {
  refuseContradictions(answers);
  const { tool, name, catalog, existingCatalog, schema, existingSchema, read } = answers;
  const { principal, credential, cloud, storageRoot, viaGroup, allowManagingOthers } = answers;
  return {
    ...(tool !== undefined && { profile: profileOf(tool) }),
    ...(name !== undefined && { key: name }),
    ...(allowManagingOthers && { allowManagingOthers }),
    ...(catalog !== undefined && { catalog: { name: foldName(catalog), existing: false } }),
    ...(existingCatalog !== undefined && { catalog: { name: foldName(existingCatalog), existing: true } }),
    ...(storageRoot !== undefined && { storageRoot }),
    ...(schema !== undefined && { schema: { name: foldName(schema), existing: false } }),
    ...(existingSchema !== undefined && { schema: { name: foldName(existingSchema), existing: true } }),
    ...(read !== undefined && { read }),
    ...computeOf(answers),
    ...(viaGroup !== undefined && { viaGroup }),
    ...(principal !== undefined && { principal }),
    ...(credential !== undefined && { credential }),
    ...(cloud !== undefined && { cloud }),
    ...backendOf(answers),
  };
}

function refuseContradictions(answers: InitAnswers): void {
  for (const options of EITHER) {
    const given = options.filter((option) => answers[option] !== undefined).map(flag);
    if (given.length > 1) throw new UsageError(`${given.join(" and ")} contradict each other: give one of them.`);
  }
  for (const [option, other] of ONLY_WITH) {
    if (answers[option] !== undefined && answers[other] === undefined) {
      throw new UsageError(`${flag(option)} needs ${flag(other)} beside it.`);
    }
  }
}

function flag(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function profileOf(tool: string): Profile {
  const profile = PROFILES.get(tool);
  if (profile) return profile;
  const fix = didYouMean(tool, PROFILES.keys()) ?? `There is ${listed([...PROFILES.keys()], 40)}.`;
  throw new UsageError(`--tool: there is no profile ${JSON.stringify(tool)}.`, [fix]);
}

function computeOf({ warehouse, existingWarehouse, cluster, workspaceId }: InitAnswers): Draft {
  if (existingWarehouse !== undefined) return { compute: { existing: existingWarehouse } };
  if (warehouse !== undefined) return { compute: { warehouse: warehouse === true ? null : warehouse } };
  if (cluster === undefined) return {};
  if (workspaceId !== undefined && !/^[1-9]\d{0,15}$/.test(workspaceId)) {
    throw new UsageError(`--workspace-id ${workspaceId} is no number of a workspace.`, [
      "It stands behind ?o= in its address.",
    ]);
  }
  return { compute: { cluster }, ...(workspaceId !== undefined && { workspaceId: Number(workspaceId) }) };
}

function backendOf({ backend }: InitAnswers): Draft {
  if (backend === undefined) return {};
  const answer = readBackend(backend);
  if ("refused" in answer) throw new UsageError(`--backend: ${answer.refused}.`);
  return answer;
}
