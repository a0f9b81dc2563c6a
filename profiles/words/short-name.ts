import type { Profile } from "../model/profile";

/** The tool's name without what tells it from the vendor's other products: `Fivetran (destination)` is Fivetran. */
export function shortName({ name }: Pick<Profile, "name">): string {
  return name.replace(/ \(.*\)$/, "");
}
