import { sqlName, type Privilege } from "../../lib/databricks/privilege";
import { ARCHETYPE_WORDS } from "../model/archetype";
import { mark } from "../model/evidence";
import { PROBES } from "../model/probe";
import { PRIVILEGE_WORDS } from "../model/privileges";
import type { Profile } from "../model/profile";
import { inOrder, type Steps } from "../model/steps";
import { fillInWords } from "./fill";
import { offboardingOf } from "./offboarding";
import { shortName } from "./short-name";
import { smallestEntry } from "./smallest-entry";

/** A part of an explanation. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
  /** `numbered`: steps in their order; `verbatim`: lines to copy, not to wrap. @defaultValue - one paragraph a line */
  readonly as?: "numbered" | "verbatim";
}

/** What a profile gives a tool and why, in plain words. Sections without content are left out. */
export function explain(profile: Profile): Section[] {
  const { availability, prerequisites = [] } = profile;
  const name = shortName(profile);
  const sections: Section[] = [
    { title: `${profile.name} — ${ARCHETYPE_WORDS[profile.archetype]}`, lines: [profile.summary] },
    { title: "Needs first", lines: [...(availability ? [availability] : []), ...prerequisites] },
    { title: "Smallest entry in onramp.yaml", lines: smallestEntry(profile), as: "verbatim" },
    { title: `What it gets, and what that allows${mark(profile, "privileges")}`, lines: grantLines(profile) },
    {
      title: "Other modes",
      lines: Object.entries(profile.modes ?? {}).map(([mode, { summary }]) => `mode: ${mode} — ${summary}`),
    },
    {
      title: `In ${name}'s words`,
      lines: profile.vendorWording.map(({ asks, grants }) => `asks for ${asks} → ${grants}`),
    },
    {
      title: `What ${name} asks for and does not get`,
      lines: (profile.vendorAsks ?? []).map(
        ({ asks, instead, difference, because }) =>
          `${asks}. Instead: ${instead}. The difference: ${difference}. Why: ${because}.`,
      ),
    },
    { title: `How it signs in${mark(profile, "credentials")}`, lines: credentialLines(profile) },
    { title: `Its compute${mark(profile, "warehouse")}`, lines: warehouseLines(profile) },
    ...formSections(profile),
    ...stepSections(profile),
    { title: "What leaves the workspace", lines: dataLines(profile) },
    { title: "Addresses to allow, where the workspace has IP access lists", lines: networkLines(profile) },
    { title: "What the check tries with its credential", lines: profile.probes.map((id) => PROBES[id].does) },
    {
      title: "When something is wrong",
      lines: (profile.troubleshooting ?? []).map(({ shows, cause, fix }) => `${shows}: ${cause} → ${fix}`),
    },
    {
      title: "Taking it away",
      lines: [
        ...offboardingOf(profile).map(fillInWords),
        "Write absent: true under the integration and run npx cdktf deploy: credential, grants and principal go, the data stays.",
      ],
      as: "numbered",
    },
    {
      title: "Where this comes from",
      lines: [
        ...profile.evidence.map(
          ({ source, date, reading, covers }) => `${source}; ${date}, ${READ[reading]}: ${covers.join(", ")}`,
        ),
        ...profile.links.map(({ title, url }) => `${title}: ${url}`),
      ],
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

const READ = { "in full": "read in full", excerpt: "an excerpt was read", unverified: "unverified" } as const;

function grantLines(profile: Profile): string[] {
  const { privileges, reads, fixedSchema, ownSchema, secondForms = {} } = profile;
  const always = reads.always?.join(", ");
  const named = reads.byDefault ? `what read: names, else ${reads.byDefault.join(", ")}` : "what read: names";
  return [
    ...onEach(
      ownSchema === "optional" ? "the catalog of its schema, if it has one" : "its catalog",
      privileges.catalog,
    ),
    ...onEach(
      ownSchema === "optional" ? "its schema, if it has one" : `its schema${fixedSchema ? ` ${fixedSchema.name}` : ""}`,
      [...privileges.schema],
    ),
    ...onEach("its schema, on metastores with privilege model 1.1 or later", privileges.schemaFrom11 ?? []),
    ...(reads.want === "none" ? [] : onEach(named, privileges.read)),
    ...(always ? onEach(always, privileges.read) : []),
    ...(reads.want === "none" ? [] : ["on the way to what it reads: USE CATALOG and USE SCHEMA, which give no data"]),
    ...Object.entries(secondForms).flatMap(([key, { name, privileges: own }]) => [
      ...onEach(`the catalog of ${key}: (${name})`, own.catalog),
      ...onEach(`the schema of ${key}: (${name})`, [...own.schema, ...(own.schemaFrom11 ?? [])]),
    ]),
    ...(fixedSchema ? [`the schema is always called ${fixedSchema.name}: ${fixedSchema.because}`] : []),
    "on its warehouse: CAN USE — run queries and start it, not change it",
    ...(profile.entitlements?.includes("workspace-access")
      ? ["in the workspace: workspace access, besides SQL access"]
      : []),
  ];
}

function onEach(where: string, privileges: readonly Privilege[]): string[] {
  return privileges.map((privilege) => `on ${where}: ${sqlName(privilege)} — may ${PRIVILEGE_WORDS[privilege]}`);
}

const KIND = { pat: "a personal access token", oauth: "an OAuth client id and secret" } as const;

function credentialLines({ credentials, credentialReason }: Profile): string[] {
  return [
    `${credentials.map((kind) => `${KIND[kind]} (kind: ${kind})`).join(", or ")}, of its own service principal`,
    ...(credentialReason ? [credentialReason] : []),
    "kind: external — made by you; everything else is made by the kit",
  ];
}

function warehouseLines({ warehouse, compute, computeReason }: Profile): string[] {
  const { size, type, serverless, autoStopMinutes, minClusters, maxClusters, dedicated, needs, polling } = warehouse;
  const clusters = minClusters === maxClusters ? `${maxClusters}` : `${minClusters} to ${maxClusters}`;
  return [
    `a ${serverless ? "serverless" : type} warehouse, ${size}, clusters: ${clusters}, stops after ${autoStopMinutes} minutes without a query`,
    ...(dedicated ? ["a warehouse that nothing else uses"] : []),
    ...(needs ? [`at least ${needs.atLeast === "pro" ? "Pro, not Classic" : "serverless"}: ${needs.because}`] : []),
    ...(polling ? [`${polling.what} runs every ${polling.everyMinutes} minutes; ${polling.cure}`] : []),
    compute.includes("cluster")
      ? "an all-purpose cluster in its place will do: warehouse: { cluster: <id> }"
      : `a SQL warehouse, not a cluster: ${computeReason}`,
  ];
}

function formSections(profile: Profile): Section[] {
  const { form, secondForms = {} } = profile;
  const section = ({ path, fields }: Profile["form"], note: string[] = []): Section => ({
    title: `Form: ${path.join(" › ")}${mark(profile, "form")}`,
    lines: [
      ...note,
      ...fields.map(({ label, value, optional, only, hint }) => {
        const asides = [optional && "optional", only && `with ${only}`, hint].filter(Boolean).join("; ");
        return `${label}: ${fillInWords(value)}${asides && ` (${asides})`}`;
      }),
    ],
  });
  return [
    section(form),
    ...Object.entries(secondForms).map(([key, second]) =>
      section(second.form, [`With ${key}: ${second.summary} Without it: ${second.without}.`]),
    ),
  ];
}

function stepSections(profile: Profile): Section[] {
  const section = (steps: Steps, what = ""): Section => ({
    title: `Steps${what}${mark(profile, "steps")}`,
    lines: inOrder(steps).map(fillInWords),
    as: "numbered",
  });
  return [
    section(profile.steps),
    ...Object.entries(profile.secondForms ?? {}).map(([key, { steps }]) => section(steps, ` with ${key}`)),
  ];
}

function dataLines({ data }: Profile): string[] {
  if (!data) return ["Not stated by the vendor."];
  return [data.leaves, ...(data.samples ? [`Mind: ${data.samples}.`] : [])];
}

function networkLines({ network }: Profile): string[] {
  return [
    ...Object.entries(network?.ranges ?? {}).map(([region, ranges]) => `${region}: ${ranges.join(", ")}`),
    ...(network?.link ? [network.link] : []),
  ];
}
