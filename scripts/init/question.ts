import type { Problem } from "../../lib/config";
import type { Cloud } from "../../lib/databricks/host";
import type { Draft } from "./draft";
import type { Surroundings } from "./look-around";

/** Keys of entries that a file has already. */
export interface Present {
  readonly integrations: ReadonlySet<string>;
  readonly catalogs: ReadonlySet<string>;
  readonly warehouses: ReadonlySet<string>;
  /** Names of the catalogs that it creates, which may still have to be made. */
  readonly created: ReadonlySet<string>;
  /** Of the workspace, as far as the file or the address tells. */
  readonly cloud?: Cloud;
}

/** What questions are asked about. */
export interface Scene {
  readonly found: Surroundings;
  readonly present: Present;
  /** True where an entry is added to a file, which has settled what is not about the entry. */
  readonly adding: boolean;
  /** Everything that is wrong with the file as it would be written now. */
  readonly problems: (draft: Draft) => readonly Problem[];
}

/** One of the answers that are offered. */
export interface Choice {
  readonly text: string;
  /** What may be typed in place of its number; the case does not count. */
  readonly names: readonly string[];
  readonly take: Draft;
}

/** Why an answer will not do. */
export interface Refusal {
  readonly refused: string;
}

/** A question as it is put. */
export interface Pose {
  readonly heading: string;
  /** What a person should know to answer it. */
  readonly why?: readonly string[];
  readonly choices?: readonly Choice[];
  /** Stands before the cursor. */
  readonly hint: string;
  /** What Enter means; `unasked`: it also counts where nobody can be asked. */
  readonly proposal?: { readonly text: string; readonly take: Draft; readonly unasked: boolean };
  /** Part of a name is enough. @defaultValue false */
  readonly search?: boolean;
  /** Makes an answer of what is no choice. @defaultValue - only a choice is an answer */
  readonly read?: (text: string) => Draft | Refusal;
}

/** One thing to be known. */
export interface Question {
  /** Field of the draft that it fills. */
  readonly field: keyof Draft;
  /** Options that answer it, for messages. */
  readonly flags: string;
  /** Whether it is still to be asked. @defaultValue - while the draft lacks the field */
  isOpen?(draft: Draft): boolean;
  /** Path in the config of what it is about: what is wrong there is wrong with the answer. @defaultValue - none */
  at?(draft: Draft): string;
  /** Paths of what is still missing, of which nothing is said yet. @defaultValue - {@link at}, while it is open */
  pending?(draft: Draft): readonly string[];
  /** How to ask; or the answer, where there is nothing to ask. */
  pose(draft: Draft, scene: Scene): Pose | { readonly settled: Draft } | Promise<Pose | { readonly settled: Draft }>;
  /** What is wrong with the answer as the workspace is. */
  verify?(draft: Draft, scene: Scene): string | undefined | Promise<string | undefined>;
}

/** Where the field of an entry is in the config. */
export function entryPath({ key = "" }: Draft, field: string): string {
  return `integrations.${key}.${field}`;
}
