import { CLOUDS } from "../../../lib/databricks/host";
import { backendKinds, missingSettings, readBackend } from "../backends";
import type { Question } from "../question";

const CLOUD = "workspace.cloud";

/** Cloud of the workspace, where its address does not tell and a token depends on it. */
export const cloud: Question = {
  field: "cloud",
  flags: `--cloud ${CLOUDS.join("|")}`,
  at: () => CLOUD,
  pose(draft, { problems }) {
    if (!problems(draft).some(({ path }) => path === CLOUD)) return { settled: { cloud: null } };
    return {
      heading: "On which cloud is the workspace?",
      why: ["Its address does not tell, and a token for a service principal is made differently on each."],
      choices: CLOUDS.map((name) => ({ text: name, names: [name], take: { cloud: name } })),
      hint: "Number or name",
    };
  },
  verify({ cloud: chosen }, { present }) {
    if (!chosen || present.cloud === undefined || present.cloud === chosen) return undefined;
    return `the workspace of the file that is there is on ${present.cloud}`;
  },
};

/** Where Terraform keeps its state; a file that is there has settled it. */
export const backend: Question = {
  field: "backend",
  flags: "--backend KIND[:SETTING=VALUE,…]",
  at: () => "backend",
  pose(_draft, { adding }) {
    if (adding) return { settled: { backend: null } };
    const choices = backendKinds().map(({ kind, description }) => ({
      text: `${kind}: ${description}`,
      names: [kind],
      take: { backend: kind === "local" ? null : { kind } },
    }));
    const [local] = choices.filter(({ take }) => take.backend === null);
    return {
      heading: "Where shall Terraform keep its state? It holds the credentials that are issued.",
      choices,
      hint: "Number or kind",
      proposal: local && { ...local, unasked: true },
      read: (text) => readBackend(text),
    };
  },
  verify(_draft, { adding }) {
    return adding ? "the file that is there has settled it; to move the states see docs/backends.md" : undefined;
  },
};

/** What the chosen kind cannot do without; put once for each. */
export const backendSetting: Question = {
  field: "backend",
  flags: "--backend KIND:SETTING=VALUE,… with every setting that the kind needs",
  at: () => "backend",
  isOpen: ({ backend: chosen }) => missingSettings(chosen).length > 0,
  pending: ({ backend: chosen }) => missingSettings(chosen).map(({ name }) => `backend.${name}`),
  pose({ backend: chosen }) {
    const [missing] = missingSettings(chosen);
    if (!chosen || !missing) return { settled: {} };
    return {
      heading: missing.description,
      hint: `${chosen.kind} ${missing.name}`,
      read: (text) => ({ backend: { ...chosen, [missing.name]: text } }),
    };
  },
};
