import { loadConfig } from "../../lib/config";
import { exitCodeOf, prepareRepair, renderReport, runDoctor, runSignIn, type DoctorInput } from ".";
import type { LeftToken } from "../../lib/unmanaged/left-tokens";
import { confirmed, type ConfirmOptions } from "../cli/confirm";
import type { Context } from "../cli/context";
import { UsageError } from "../../lib/report/errors";
import { isConfigThere } from "../cli/config-file";
import { settingsOf, signInOf } from "../cli/named-workspace";
import { styleOf, textWidth } from "../cli/terminal";

export interface DoctorCommand extends Pick<ConfirmOptions, "yes" | "input"> {
  readonly json?: boolean;
  /** A warning is a failure too. @defaultValue false */
  readonly strict?: boolean;
  /** Revokes this kit's tokens that no state holds, after asking. */
  readonly fix?: boolean;
}

/** `onramp doctor`: whether `onramp.yaml` can be deployed from here, before anything is changed. Reads only, but for `fix`. */
export async function run({ json, fix, strict, ...asking }: DoctorCommand, context: Context): Promise<number> {
  const { env, cwd, stdout, signal } = context;
  if (asking.yes && !fix) throw new UsageError("--yes answers what --fix asks; without --fix nothing is asked.");
  const config = isConfigThere(context) ? loadConfig({ cwd, env }).config : undefined;
  if (!config && fix) throw new UsageError("--fix mends what onramp.yaml and its states tell of, and there is none.");
  const machine = { env, signal, nodeVersion: process.versions.node };
  const input = config && { ...machine, config, project: cwd, settings: settingsOf(config, env) };
  const report = await (input ? runDoctor(input) : runSignIn({ ...machine, settings: signInOf(context) }));
  signal.throwIfAborted();
  const width = textWidth(stdout);
  if (!json) stdout.write(renderReport(report, { color: styleOf(stdout, env).colour, width }));
  const revoked = fix && input && report.signedIn ? await revokeLeft(input, asking, context) : undefined;
  if (json) stdout.write(`${JSON.stringify({ ...report, ...(revoked && { revoked }) }, null, 2)}\n`);
  return exitCodeOf(report, strict);
}

/** Shows each token, asks once, revokes. Gives what was revoked. */
async function revokeLeft(input: DoctorInput, asking: ConfirmOptions, context: Context): Promise<LeftToken[]> {
  const { stderr } = context;
  const { tokens, revoke } = await prepareRepair(input);
  if (tokens.length === 0) {
    stderr.write("Nothing to mend: the states hold every token of this kit.\n");
    return [];
  }
  stderr.write(["Tokens of this kit that no state holds:", ...tokens.map(describe), ""].join("\n"));
  const question = tokens.length === 1 ? "Revoke it?" : `Revoke these ${tokens.length}?`;
  if (!(await confirmed(question, asking, context))) {
    stderr.write("Nothing was changed.\n");
    return [];
  }
  for (const token of tokens) {
    await revoke(token);
    stderr.write(`revoked ${token.id}\n`);
  }
  return [...tokens];
}

function describe({ id, comment, ownerName, createdAt }: LeftToken): string {
  const created = createdAt === undefined ? "" : `  created ${new Date(createdAt).toISOString().slice(0, 16)}Z`;
  return `  ${comment}  of ${ownerName}${created}  id ${id}`;
}
