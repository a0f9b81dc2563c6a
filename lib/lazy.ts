import { createRequire } from "node:module";

/**
 * A module that is loaded when it is first asked for, so that heavy ones cost nothing where they are not needed.
 * `import()` would not do: run from its sources, the kit is compiled by a hook that only `require` passes through.
 *
 * @param file `__filename` of the module that asks
 * @param path as that module would write it in an import
 */
export function lazy<Module>(file: string, path: string): () => Module {
  const load = createRequire(file);
  return () => load(path) as Module;
}
