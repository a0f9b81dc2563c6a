/**
 * A name of somebody else's as the id of a child. The library keeps children in a plain object, which has members of its
 * own: a catalog called `constructor` would be taken for one of these.
 */
export function childId(name: string): string {
  return name in Object.prototype ? `${name}.` : name;
}
