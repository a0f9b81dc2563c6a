import { entryPath, type Question } from "../question";
import { CREDENTIAL_WORDS } from "../words";

/** More of them are not listed: a list is to be read. */
const MOST_LISTED = 15;

/** Who the tool is in the workspace. */
export const principal: Question = {
  field: "principal",
  flags: "--principal APPLICATION_ID",
  at: (draft) => entryPath(draft, "principal"),
  pose({ profile, key = "" }, { found }) {
    if (!profile) return { settled: {} };
    const fresh = { text: `a new service principal: ${key}`, names: ["new"], take: { principal: null } };
    const all = found.principals ?? [];
    const listed = all.length > MOST_LISTED ? [] : all;
    return {
      heading: `Who is ${profile.name} in the workspace?`,
      choices: [
        fresh,
        ...listed.map(({ applicationId, displayName }) => ({
          text: `${displayName} (${applicationId})`,
          names: [applicationId],
          take: { principal: applicationId },
        })),
      ],
      hint: "Number, or the application id of a service principal that is there",
      proposal: { text: fresh.text, take: fresh.take, unasked: true },
      read: (text) => ({ principal: text }),
    };
  },
  verify({ principal: id }, { found }) {
    if (!id || !found.principals || found.principals.some(({ applicationId }) => applicationId === id))
      return undefined;
    return `there is no active service principal with the application id ${id} in this workspace`;
  },
};

/** What the tool signs in with, where its form leaves a choice. */
export const credential: Question = {
  field: "credential",
  flags: "--credential KIND",
  at: (draft) => entryPath(draft, "credential"),
  pose({ profile }) {
    const [first, ...others] = profile?.credentials ?? [];
    if (!profile || !first || others.length === 0) return { settled: { credential: null } };
    const proposal = { text: CREDENTIAL_WORDS[first], take: { credential: null }, unasked: true };
    return {
      heading: `What shall ${profile.name} sign in with?`,
      choices: [
        { text: CREDENTIAL_WORDS[first], names: [first], take: proposal.take },
        ...others.map((kind) => ({ text: CREDENTIAL_WORDS[kind], names: [kind], take: { credential: kind } })),
        {
          text: "one that is made elsewhere: no token or secret enters the state",
          names: ["external"],
          take: { credential: "external" as const },
        },
      ],
      hint: "Number",
      proposal,
    };
  },
};
