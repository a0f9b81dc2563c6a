import type { LoadedConfig } from "../../lib/config";
import type { ConfigFiles } from "../../lib/config/files";
import { checkFiles } from "../../lib/config/load";
import { newHead, withEntry } from "./document";
import type { Draft } from "./draft";
import { problemsOf } from "./judge";
import type { Present, Scene } from "./question";
import type { Surroundings } from "./look-around";

/** What a configuration is written from. */
export interface Material {
  /** What belongs to the configuration beside the file that is written. */
  readonly files: ConfigFiles;
  /** The file to add to, as it is and as it loads; absent: a new one. */
  readonly before?: { readonly text: string; readonly loaded: LoadedConfig };
  /** Path of the JSON schema, for a new file. */
  readonly schema?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly found: Surroundings;
}

/** A configuration while the answers for it come in. */
export interface Writing {
  /** For the questions. */
  readonly scene: Scene;
  /** The text of the file with these answers. */
  text(draft: Draft): string;
  /** @throws ConfigError when a file with that text would not load */
  load(text: string): LoadedConfig;
}

/** Starts a file, or an entry in one. */
export function startWriting({ files, before, schema, env, found }: Material): Writing {
  const present = presentIn(before?.loaded, files);
  const text = (draft: Draft) => withEntry(before?.text ?? newHead(schema), draft, present);
  const filesWith = (content: string): ConfigFiles => ({ ...files, main: { file: files.mainFile, text: content } });
  const problems = (draft: Draft) => problemsOf(filesWith(text(draft)), env);
  return {
    scene: { found, present, adding: before !== undefined, problems },
    text,
    load: (content) => checkFiles(filesWith(content), env),
  };
}

/** What is taken, in the file and in `integrations/` beside it. */
function presentIn(loaded: LoadedConfig | undefined, { others }: ConfigFiles): Present {
  const { integrations = [], catalogs = {}, warehouses = {} } = loaded?.config ?? {};
  const own = integrations.flatMap(({ catalog }) => (catalog && "name" in catalog ? [catalog] : []));
  return {
    integrations: new Set([...integrations.map(({ name }) => name), ...others.map(({ key }) => key)]),
    catalogs: new Set(Object.keys(catalogs)),
    warehouses: new Set(Object.keys(warehouses)),
    created: new Set([...Object.values(catalogs), ...own].map(({ name }) => name)),
    cloud: loaded?.config.workspace.cloud,
  };
}
