import { keyFault } from "../../../lib/config/names";
import { didYouMean } from "../../../lib/config/nearest";
import { ARCHETYPE_WORDS, PROFILES } from "../../../profiles";
import { entryPath, type Question } from "../question";

export const tool: Question = {
  field: "profile",
  flags: "--tool TOOL",
  at: (draft) => entryPath(draft, "tool"),
  pose: () => ({
    heading: "Which tool shall be connected?",
    choices: [...PROFILES.values()].map((profile) => ({
      text: profile.tool,
      names: [profile.tool, profile.name],
      take: { profile },
    })),
    hint: "Number, name or part of a name",
    search: true,
    read: (text) => ({
      refused: `there is no profile of ${JSON.stringify(text)}; ${
        didYouMean(text, PROFILES.keys()) ?? "generic-reader and generic-writer fit any tool"
      }`,
    }),
  }),
};

/** Key of the entry: that of the tool while it is free. */
export const key: Question = {
  field: "key",
  flags: "--name NAME",
  pose({ profile }, { present }) {
    const taken = present.integrations;
    const wanted = profile?.tool ?? "";
    if (!taken.has(wanted)) return { settled: { key: wanted } };
    const free = freeName(wanted, taken);
    return {
      heading: `There is an entry ${wanted} already. What shall the new one be called?`,
      hint: "Name of the entry",
      proposal: { text: free, take: { key: free }, unasked: false },
      read: (text) => ({ key: text }),
    };
  },
  verify({ key: name = "" }, { present }) {
    if (present.integrations.has(name)) return `there is an entry ${name} already`;
    const fault = keyFault(name);
    return fault && [fault.what, `allowed: ${fault.allowed}`, fault.fix].filter(Boolean).join("; ");
  },
};

/** Tools that manage other people's access are connected on purpose only. */
export const governor: Question = {
  field: "allowManagingOthers",
  flags: "--allow-managing-others",
  at: (draft) => entryPath(draft, "allowManagingOthers"),
  pose({ profile }) {
    if (profile?.archetype !== "governor") return { settled: {} };
    return {
      heading: `${profile.name} ${ARCHETYPE_WORDS.governor}: it gets MANAGE on everything that it may read. Is that meant?`,
      hint: "yes, or Ctrl-C to end",
      choices: [{ text: "yes", names: ["yes", "y"], take: { allowManagingOthers: true } }],
    };
  },
};

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
