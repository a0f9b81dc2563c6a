import { TOOLS_GROUP } from "../../../lib/databricks/groups";
import type { Draft } from "../draft";
import { entryPath, type Choice, type Question } from "../question";
import type { Surroundings } from "../look-around";

/** Groups that everybody is in. */
const EVERYBODY = new Set(["users", "account users"]);

const TO_BE_MADE: Choice = {
  text: `a new one: ${TOOLS_GROUP}`,
  names: ["new", TOOLS_GROUP],
  take: { viaGroup: TOOLS_GROUP },
};

/** The way to CAN_USE on a warehouse whose permissions belong to others. */
export const viaGroup: Question = {
  field: "viaGroup",
  flags: "--via-group GROUP",
  at: (draft) => entryPath(draft, "warehouse.viaGroup"),
  async pose(draft, { found }) {
    const { compute, profile } = draft;
    if (!compute || !("existing" in compute)) return { settled: { viaGroup: null } };
    const groups = await groupsOn(compute.existing, found);
    if (groups?.some((name) => EVERYBODY.has(name))) return { settled: { viaGroup: null } };
    const names = (groups ?? []).filter((name) => name !== "admins");
    const none: Choice = { text: "none: it gets CAN USE in another way", names: ["none"], take: { viaGroup: null } };
    const there = names.map((name) => ({ text: name, names: [name], take: { viaGroup: name } }));
    const isToBeMade = groups !== undefined && there.length === 0;
    const choices = [none, ...(isToBeMade ? [TO_BE_MADE] : there)];
    const only = choices.length === 2 ? choices[1] : undefined;
    const { text, take } = only ?? none;
    return {
      heading: `By which group may ${profile?.name} use that warehouse?`,
      why: [
        "Its permissions are not touched: the service principal joins a group that has CAN USE on it.",
        ...(names.length > 0
          ? []
          : ["None is known: workspace share-warehouse, of which more at the end, gives CAN USE to one."]),
      ],
      choices,
      hint: "Number, or the name of a group",
      proposal: { text, take, unasked: there.length !== 1 },
      read: (name) => ({ viaGroup: name }),
    };
  },
};

/** A warehouse on which the tool's group has no CAN_USE yet, as far as can be seen. */
export interface Unusable {
  /** Id, or name where that is all that is known. */
  readonly warehouse: string;
  /** Absent: no group was chosen. */
  readonly group?: string;
}

/** The existing warehouse that the tool could not use after a deploy, unless somebody gives it CAN_USE. */
export async function notUsableYet(
  { compute, viaGroup: group }: Draft,
  found: Surroundings,
): Promise<Unusable | undefined> {
  if (!compute || !("existing" in compute)) return undefined;
  const groups = await groupsOn(compute.existing, found);
  if (groups?.some((name) => EVERYBODY.has(name) || name === group)) return undefined;
  return { warehouse: compute.existing, ...(group && { group }) };
}

function groupsOn(idOrName: string, { warehouses, groupsUsing }: Surroundings): Promise<readonly string[] | undefined> {
  const there = warehouses?.find(({ id, name }) => id === idOrName || name === idOrName);
  return there ? groupsUsing(there.id) : Promise.resolve(undefined);
}
