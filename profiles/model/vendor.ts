/** The vendor's wording of a privilege beside what the kit grants for it. */
export interface VendorWording {
  readonly asks: string;
  readonly grants: string;
}

/** Something the vendor's page asks for that the tool does not get. */
export interface VendorAsk {
  /** In the vendor's words, e.g. `ALL PRIVILEGES on the catalog`. */
  readonly asks: string;
  /** What it gets in its place. */
  readonly instead: string;
  /** What the rest would have allowed, or what the tool does not do without it. */
  readonly difference: string;
  /** Why it is refused. */
  readonly because: string;
}
