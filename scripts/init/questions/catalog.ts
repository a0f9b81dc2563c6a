import { keepsThings, type Named } from "../draft";
import { entryPath, type Choice, type Pose, type Question, type Scene } from "../question";
import type { CatalogInfo } from "../../../lib/databricks/catalogs";
import { namedBy, nameIsWrong, UNSEEN } from "./place";

const named = (name: string, existing: boolean): Named => ({ name, existing });

/** Catalog of the tool's schema, or in which it makes schemas. */
export const catalog: Question = {
  field: "catalog",
  flags: "--catalog NAME or --existing-catalog NAME",
  at: (draft) => entryPath(draft, "catalog"),
  pose({ profile, key = "" }, scene) {
    const optional = profile?.ownSchema === "optional";
    if (!profile || !(keepsThings(profile) || optional)) return { settled: { catalog: null } };
    const wanted = `${key.replaceAll("-", "_")}_catalog`;
    const usable = writable(scene);
    const names = new Set(usable.map(({ name }) => name));
    const fresh: Choice = {
      text: `a new one: ${wanted}`,
      names: ["new"],
      take: { catalog: named(wanted, false) },
    };
    const none: Choice = { text: "none: it only reads", names: ["none"], take: { catalog: null } };
    const choices = [
      ...(optional ? [none] : []),
      ...(names.has(wanted) ? [] : [fresh]),
      ...[...scene.present.catalogs].map(shared),
      ...usable.map(({ name }) => there(name)),
    ];
    return {
      heading: `In which catalog does ${profile.name} ${profile.ownCatalog ? "make its schemas" : "keep its schema"}?`,
      why: whyNot(scene),
      choices,
      hint: "Number, or the name of a new or existing catalog",
      proposal: optional ? proposed(none, true) : proposalOf(scene, fresh, wanted, usable),
      read: (text) => ({ catalog: namedBy(text, new Set(everyName(scene))) }),
    };
  },
  verify({ catalog: chosen }, { found, present }) {
    if (!chosen || (!chosen.existing && present.catalogs.has(chosen.name))) return undefined;
    const there = found.catalogs?.find(({ name }) => name === chosen.name);
    if (chosen.existing && there && there.kind !== "managed") {
      return `the catalog ${chosen.name} is ${there.kind}, so nothing can be written there`;
    }
    return nameIsWrong("catalog", chosen, found.catalogs && new Set(everyName({ found })));
  },
};

/** Place of a catalog's data, where the metastore has none. */
export const storageRoot: Question = {
  field: "storageRoot",
  flags: "--storage-root PATH",
  at: (draft) => entryPath(draft, "catalog.storageRoot"),
  pose({ catalog: chosen }, { found, present }) {
    const needed = found.defaultStorage && chosen && !chosen.existing && !present.catalogs.has(chosen.name);
    if (!needed) return { settled: { storageRoot: null } };
    return {
      heading: `Where shall the data of ${chosen.name} be kept?`,
      why: ["A path inside an external location, e.g. s3://bucket/path; ask an admin for one."],
      hint: "Cloud path",
      read: (text) => ({ storageRoot: text }),
    };
  },
};

function there(name: string): Choice {
  return { text: `${name} (is there)`, names: [name], take: { catalog: named(name, true) } };
}

function shared(name: string): Choice {
  return { text: `${name} (shared in this file)`, names: [name], take: { catalog: named(name, false) } };
}

function proposed({ text, take }: Choice, unasked: boolean): Pose["proposal"] {
  return { text, take, unasked };
}

/** The catalog of the guide, made by hand or to be made; where none can be made, the one that is there. */
function proposalOf({ found }: Scene, fresh: Choice, wanted: string, usable: readonly CatalogInfo[]): Pose["proposal"] {
  const candidates = found.defaultStorage
    ? [wanted, found.defaultCatalog, usable.length === 1 ? usable[0]?.name : undefined]
    : [wanted];
  const name = candidates.find((candidate) => usable.some((each) => each.name === candidate));
  if (name !== undefined) return proposed(there(name), false);
  return found.defaultStorage ? undefined : proposed(fresh, true);
}

function whyNot({ found }: Scene): string[] {
  return [
    ...(found.catalogs ? [] : [UNSEEN]),
    ...(found.defaultStorage
      ? [
          "The metastore has no storage root (Default Storage, as in trials and the Free Edition): a new catalog needs " +
            "a cloud path of its own, or is made in Catalog Explorer. A schema in a catalog that is there needs neither.",
        ]
      : []),
  ];
}

function writable({ found }: Scene): CatalogInfo[] {
  return (found.catalogs ?? []).filter(({ kind }) => kind === "managed");
}

function everyName({ found }: Pick<Scene, "found">): string[] {
  return (found.catalogs ?? []).map(({ name }) => name);
}
