import type { ProbeId, Profile } from "../../../profiles";
import type { Compute } from "../../terraform/compute";
import type { OwnSchema } from "../../access/own-schemas";
import type { Probe } from "../probe";
import { aggregate } from "./aggregate";
import { cannotCreateOutside } from "./cannot-create-outside";
import { cannotGrant } from "./cannot-grant";
import { cannotManageCluster } from "./cannot-manage-cluster";
import { cannotManageWarehouse } from "./cannot-manage-warehouse";
import { cannotReadCanary } from "./cannot-read-canary";
import { createSchema } from "./create-schema";
import { credential } from "./credential";
import { credentialVending } from "./credential-vending";
import { execute } from "./execute";
import { existingVolume } from "./existing-volume";
import { govern } from "./govern";
import { materializedView } from "./materialized-view";
import { metadata } from "./metadata";
import { modify } from "./modify";
import { nothingElsewhere } from "./nothing-elsewhere";
import { privileges } from "./privileges";
import { readVolume } from "./read-volume";
import { sample } from "./sample";
import { select } from "./select";
import { signIn } from "./sign-in";
import { visibility } from "./visibility";
import { writeTable } from "./write-table";
import { writeView } from "./write-view";
import { writeVolume } from "./write-volume";

/** What tools do, in the order in which it is tried; a profile chooses among them. */
const POSITIVE: Readonly<Record<ProbeId, Probe>> = {
  "sign-in": signIn,
  visibility,
  metadata,
  select,
  sample,
  aggregate,
  modify,
  "create-schema": createSchema,
  "write-table": writeTable,
  "write-view": writeView,
  "materialized-view": materializedView,
  "write-volume": writeVolume,
  "existing-volume": existingVolume,
  "read-volume": readVolume,
  execute,
  "credential-vending": credentialVending,
  govern,
};

/** What no tool may be able to do, and what is known of its rights and credential. */
const ALWAYS: readonly Probe[] = [
  cannotReadCanary,
  cannotCreateOutside,
  cannotManageWarehouse,
  cannotManageCluster,
  cannotGrant,
  privileges,
  nothingElsewhere,
  credential,
];

/** Of these the one about the other kind of compute is left out. */
const ABOUT: Readonly<Record<Compute["kind"], Probe>> = {
  warehouse: cannotManageWarehouse,
  cluster: cannotManageCluster,
};

/** Ids of all probes, in the order in which they run. */
export const PROBE_IDS: readonly string[] = [...Object.values(POSITIVE), ...ALWAYS].map(({ id }) => id);

/** A probe of one check, with the schema to try it in. */
export interface PlannedProbe {
  /** The probe's id; for a second form with its name before: `enrichment/write-table`. */
  readonly name: string;
  readonly probe: Probe;
  readonly own?: OwnSchema;
}

/** The probes for a tool with these schemas of its own on such a compute, in the order in which they run. */
export function planProbes(
  profile: Profile,
  ownSchemas: readonly OwnSchema[],
  compute: Compute["kind"],
): PlannedProbe[] {
  const main = ownSchemas.find(({ form }) => form === undefined);
  const second = ownSchemas.filter(({ form }) => form !== undefined);
  const wants = (ids: readonly ProbeId[] | undefined, { id }: Probe) => ids?.some((each) => each === id) ?? false;
  const positive = Object.values(POSITIVE).flatMap((probe) => [
    ...(wants(profile.probes, probe) ? [{ name: probe.id, probe, own: main }] : []),
    ...second
      .filter(({ form }) => form && wants(profile.secondForms?.[form]?.probes, probe))
      .map((own) => ({ name: `${own.form}/${probe.id}`, probe, own })),
  ]);
  const other = ABOUT[compute === "cluster" ? "warehouse" : "cluster"];
  return [...positive, ...ALWAYS.filter((probe) => probe !== other).map((probe) => ({ name: probe.id, probe }))];
}
