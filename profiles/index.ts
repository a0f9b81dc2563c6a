import { clevertap } from "./clevertap";
import { genericReader } from "./generic-reader";
import type { Profile } from "./profile";

export type * from "./profile";

const all: readonly Profile[] = [clevertap, genericReader];

/** Every profile by its `tool` key, in alphabetical order. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map(
  [...all].sort((a, b) => a.tool.localeCompare(b.tool)).map((profile) => [profile.tool, profile]),
);
