import { LIFETIME_DAYS } from "../../lib/config/model/integration";
import { ARCHETYPE_WORDS, SECOND_FORMS, type Profile } from "../../profiles";
import type { ComputeAnswer, Draft, Named } from "./draft";
import type { Present } from "./question";
import { CREDENTIAL_WORDS, newWarehouse } from "./words";

/** A field as it is written: with lines above it and a word behind it. */
export interface Field {
  readonly key: string;
  readonly value: unknown;
  readonly above?: readonly string[];
  readonly behind?: string;
}

const THERE = "Is there already: used, never changed or deleted.";

/** The entry under `integrations:` that the answers make; fields that are as the profile has them are left out. */
export function entryFields(draft: Draft, present: Present): Field[] {
  const { profile, key, catalog, schema, read, compute, principal, credential } = draft;
  const fields: (Field | undefined)[] = [
    profile && profile.tool !== key ? { key: "tool", value: profile.tool } : undefined,
    draft.allowManagingOthers ? { key: "allowManagingOthers", value: true } : undefined,
    catalog ? { key: "catalog", ...catalogValue(catalog, draft.storageRoot, present) } : undefined,
    schema ? schemaField(schema) : undefined,
    read
      ? {
          key: "read",
          value: read,
          above: ["All that it may read besides; a catalog or schema covers everything in it."],
        }
      : undefined,
    compute ? computeField(compute, draft, present) : undefined,
    principal
      ? { key: "principal", value: { existing: principal }, above: ["A service principal that is there already."] }
      : undefined,
    credential ? { key: "credential", value: { kind: credential } } : undefined,
  ];
  return fields.filter((field) => field !== undefined);
}

function catalogValue(
  { name, existing }: Named,
  storageRoot: string | null | undefined,
  { catalogs }: Present,
): Omit<Field, "key"> {
  if (!existing && catalogs.has(name)) return { value: name, above: ["Shared, see catalogs."] };
  if (existing) return { value: { existing: name }, above: [THERE] };
  return {
    value: storageRoot ? { name, storageRoot } : name,
    above: ["Created; never deleted while something is in it."],
  };
}

function schemaField({ name, existing }: Named): Field {
  return existing ? { key: "schema", value: { existing: name }, above: [THERE] } : { key: "schema", value: name };
}

function computeField(
  compute: ComputeAnswer,
  { workspaceId, viaGroup }: Draft,
  { warehouses }: Present,
): Field | undefined {
  const key = "warehouse";
  if ("warehouse" in compute) {
    const { warehouse } = compute;
    if (warehouse === null) return undefined;
    return warehouses.has(warehouse)
      ? { key, value: warehouse, above: ["Shared, see warehouses."] }
      : { key, value: { name: warehouse } };
  }
  const behind = compute.called;
  if ("existing" in compute) {
    const value = { existing: compute.existing, ...(viaGroup ? { viaGroup } : {}) };
    const joins = viaGroup ? [`The service principal joins ${viaGroup}, which needs CAN USE on it.`] : [];
    return { key, value, above: [THERE, ...joins], behind };
  }
  return { key, value: { cluster: compute.cluster, ...(workspaceId && { workspaceId }) }, above: [THERE], behind };
}

/** One line on what the tool does. */
export function entryTitle({ name, archetype }: Profile): string {
  return `${name}: ${ARCHETYPE_WORDS[archetype]}.`;
}

/** What is not written, and therefore as the profile has it, with what else could be written. */
export function leftToProfile(draft: Draft): string[] {
  const { profile, compute, principal, credential, read } = draft;
  if (!profile) return [];
  const [kind = "pat"] = profile.credentials;
  const lines = [
    ...(!read && profile.reads.want === "optional"
      ? [`read: ${profile.reads.byDefault?.join(", ") ?? "nothing besides its own schema"}`]
      : []),
    ...(compute && "warehouse" in compute && compute.warehouse === null
      ? [`warehouse: a new one, ${newWarehouse(profile.warehouse)}`]
      : []),
    ...(principal ? [] : ["principal: a new service principal"]),
    ...(credential ? [] : [`credential: ${CREDENTIAL_WORDS[kind]}, good for ${LIFETIME_DAYS.default} days`]),
    ...Object.entries(profile.modes ?? {}).map(
      ([name, { summary }]) => `mode: ${name} would mean: ${lowerFirst(summary)}`,
    ),
    ...SECOND_FORMS.flatMap((form) => {
      const second = profile.secondForms?.[form];
      return second ? [`${form}: none, so ${second.without}`] : [];
    }),
  ];
  return lines.length === 0
    ? []
    : ["Not written, so as the profile has it (docs/configuration.md):", ...lines.map((line) => `  ${line}`)];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, "");
}
