import { removedVariables } from "./child-environment";

const windows = process.platform === "win32";

/** Lines for a shell (PowerShell on Windows) that set `variables` and unset `removed`. */
export function exportLines(
  variables: Readonly<Record<string, string>>,
  removed: readonly string[],
  powershell = windows,
): string[] {
  const set = Object.entries(variables).map(([name, value]) =>
    powershell ? `$env:${name} = ${quote(value, "''")}` : `export ${name}=${quote(value, "'\\''")}`,
  );
  return removed.length === 0 ? set : [unset(removed, powershell), ...set];
}

/**
 * The line that takes {@link exportLines} back: what was set in `env` before is set again, except what may be secret,
 * and the rest is unset.
 */
export function undoLine(
  variables: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
  powershell = windows,
): string {
  const hidden = new Set(removedVariables(env));
  const before = Object.keys(variables).filter((name) => env[name] !== undefined && !hidden.has(name));
  const restored = Object.fromEntries(before.map((name) => [name, env[name] ?? ""]));
  const gone = Object.keys(variables).filter((name) => !(name in restored));
  return exportLines(restored, gone, powershell).join("; ");
}

function unset(names: readonly string[], powershell: boolean): string {
  return powershell ? `Remove-Item ${names.map((name) => `Env:${name}`).join(", ")}` : `unset ${names.join(" ")}`;
}

function quote(text: string, escaped: string): string {
  return `'${text.replaceAll("'", escaped)}'`;
}
