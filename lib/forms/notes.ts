import { mark } from "../../profiles";
import { wrap } from "../report/columns";
import type { Subject } from "./subject";

/** What people should know beside form and steps, one sentence each with its own beginning. */
export function notesOf({ profile }: Subject, warnings: readonly string[] = []): string[] {
  const { name, availability, prerequisites = [], vendorAsks = [], vendorWording, data, network } = profile;
  const ranges = Object.entries(network?.ranges ?? {}).map(([region, list]) => `${region} ${list.join(", ")}`);
  const addresses = [...ranges, ...(network?.link ? [network.link] : [])].join("; ");
  return [
    ...warnings.map((text) => `Warning: ${text}`),
    ...[...(availability ? [availability] : []), ...prerequisites].map((text) => `Needs first: ${text}`),
    ...(data ? [`Leaves the workspace${mark(profile, "data")}: ${data.leaves}`] : []),
    ...(data?.samples ? [`Mind: ${data.samples}`] : []),
    ...(addresses ? [`To allow where there are IP access lists${mark(profile, "network")}: ${addresses}`] : []),
    ...vendorWording.map(({ asks, grants }) => `${name} asks for ${asks} → ${grants}${mark(profile, "privileges")}`),
    ...vendorAsks.map(
      ({ asks, instead, difference, because }) =>
        `${name} asks for ${asks} and does not get it: ${instead}; the difference: ${difference}; why: ${because}`,
    ),
  ];
}

/** @param width columns of the terminal */
export function renderNotes(subject: Subject, warnings: readonly string[] = [], width = 100): string {
  const notes = notesOf(subject, warnings).flatMap((note) =>
    wrap(note, width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`),
  );
  return notes.length === 0 ? "" : ["Good to know", ...notes].join("\n") + "\n";
}
