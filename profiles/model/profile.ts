import type { CredentialKind } from "../../lib/databricks/credential";
import type { Entitlement } from "../../lib/databricks/entitlement";
import type { Mode, Reads, Want } from "./mode";
import type { Archetype, Category } from "./archetype";
import type { Evidence } from "./evidence";
import type { Form, SecondForm, SecondFormName } from "./form";
import type { DataHandling, Network } from "./network";
import type { ProfilePrivileges } from "./privileges";
import type { ProbeId } from "./probe";
import type { Steps, Trouble } from "./steps";
import type { VendorAsk, VendorWording } from "./vendor";
import type { ComputeKind, WarehouseHints } from "./warehouse";

/** What one kind of tool needs. One declarative file per tool; everything else follows from it. */
export interface Profile {
  /** Key used as `tool:`, lower case with hyphens; the name of the profile's file. */
  readonly tool: string;
  /** The name the vendor uses. */
  readonly name: string;
  /** What the tool does with Databricks, one sentence. */
  readonly summary: string;
  readonly category: Category;
  readonly archetype: Archetype;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** Conditions on the tool's side, e.g. a private beta. */
  readonly availability?: string;
  /** What else must be there first: a role, a plan, a setting. One sentence each. */
  readonly prerequisites?: readonly string[];

  /** Whether the tool works in a schema of its own. */
  readonly ownSchema: Want;
  /** The only name that schema can have. @defaultValue - the config names it */
  readonly fixedSchema?: { readonly name: string; readonly because: string };
  /** True when it makes schemas in a catalog: `catalog:` is required, and its privileges there hold without `schema:`. */
  readonly ownCatalog?: true;
  readonly reads: Reads;
  readonly privileges: ProfilePrivileges;
  /** Other extents of access by name, chosen with `mode:`. @defaultValue - none */
  readonly modes?: Readonly<Record<string, Mode>>;
  readonly vendorWording: readonly VendorWording[];
  /** What the vendor asks for and does not get. @defaultValue - nothing */
  readonly vendorAsks?: readonly VendorAsk[];

  /** Kinds the tool's form accepts, preferred first. */
  readonly credentials: readonly CredentialKind[];
  /** Why it accepts no other kind, as a sentence. Needed where it accepts only one. */
  readonly credentialReason?: string;
  /** Entitlements of the service principal. @defaultValue - databricks-sql-access */
  readonly entitlements?: readonly Entitlement[];
  /** Kinds of compute its form accepts, preferred first. */
  readonly compute: readonly ComputeKind[];
  /** Why it takes no cluster, as a sentence. Needed where it takes none. */
  readonly computeReason?: string;
  readonly warehouse: WarehouseHints;

  readonly form: Form;
  /** @defaultValue - the tool has one form */
  readonly secondForms?: Readonly<Partial<Record<SecondFormName, SecondForm>>>;
  /** Formats of the connection details besides form, JSON, env and HTML. @defaultValue - none */
  readonly formats?: readonly ("dbt" | "jdbc")[];
  readonly steps: Steps;
  /** Taking the connection out of the tool, before its access is taken away; see `offboardingOf`. @defaultValue - not known */
  readonly offboarding?: readonly string[];
  readonly troubleshooting?: readonly Trouble[];

  readonly network?: Network;
  readonly data?: DataHandling;
  /** In the order in which the tool does these things. */
  readonly probes: readonly ProbeId[];
  readonly evidence: readonly Evidence[];
}
