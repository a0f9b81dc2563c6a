import { modelSchema, type SchemaNode } from "../../lib/config/schema";
import { didYouMean, listed } from "../../lib/config/nearest";
import type { BackendAnswer, Draft } from "./draft";
import type { Refusal } from "./question";

/** A setting of a backend. */
export interface BackendSetting {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
}

/** A place for Terraform's state. */
export interface BackendKind {
  readonly kind: string;
  readonly description: string;
  readonly settings: readonly BackendSetting[];
}

/** What `backend:` may be, as the config's model has it. */
export function backendKinds(): BackendKind[] {
  const kinds = modelSchema().properties?.backend?.oneOf ?? [];
  return kinds.map(({ properties = {}, required = [] }) => ({
    kind: properties.kind?.const ?? "",
    description: firstSentence(properties.kind),
    settings: Object.entries(properties)
      .filter(([name]) => name !== "kind")
      .map(([name, node]) => ({ name, description: firstSentence(node), required: required.includes(name) })),
  }));
}

/** The settings that the chosen kind cannot do without and that are not given. */
export function missingSettings(chosen: BackendAnswer | null | undefined): BackendSetting[] {
  const { settings = [] } = backendKinds().find(({ kind }) => kind === chosen?.kind) ?? {};
  return settings.filter(({ name, required }) => required && chosen?.[name] === undefined);
}

/** Reads `local` or `KIND:SETTING=VALUE,SETTING=VALUE`; the name of the first setting may be left out. */
export function readBackend(text: string): Draft | Refusal {
  const [, word = "", rest = ""] = /^([^:]*):?(.*)$/.exec(text) ?? [];
  const kinds = backendKinds();
  const found = kinds.find(({ kind }) => kind === word);
  if (!found) {
    const known = kinds.map(({ kind }) => kind);
    return {
      refused: `there is no backend ${JSON.stringify(word)}; ${didYouMean(word, known, `there is ${listed(known)}`)}`,
    };
  }
  const answer: Record<string, string> = {};
  for (const [index, part] of parts(rest).entries()) {
    const [, name = found.settings[0]?.name ?? "", value = ""] = /^(?:([A-Za-z]+)=)?(.*)$/.exec(part) ?? [];
    const settings = found.settings.map((setting) => setting.name);
    if (!settings.includes(name) || (index > 0 && !part.includes("="))) {
      const allowed = settings.length > 0 ? `it has ${listed(settings)}` : "it has none";
      return { refused: `${JSON.stringify(part)} is no setting of the backend ${word}; ${allowed}` };
    }
    answer[name] = value;
  }
  return { backend: word === "local" ? null : { kind: word, ...answer } };
}

/** Commas part settings only where the next one begins, so a URL may have some. */
function parts(text: string): string[] {
  return text === "" ? [] : text.split(/,(?=[A-Za-z]+=)/);
}

function firstSentence(node: SchemaNode | undefined): string {
  return /^.*?\.(?= |$)/.exec(node?.description ?? "")?.[0] ?? node?.description ?? "";
}
