/** Where the tool's connections come from, for workspaces with IP access lists. */
export interface Network {
  /** Addresses by the tool's region, as CIDR ranges. @defaultValue - see the link */
  readonly ranges?: Readonly<Record<string, readonly string[]>>;
  /** The vendor's page about them. */
  readonly link?: string;
}

/** What happens to the data. */
export interface DataHandling {
  /** What leaves the workspace, one sentence. */
  readonly leaves: string;
  /** Rows or values that the tool copies without being asked for each of them. @defaultValue - none that is known */
  readonly samples?: string;
}
