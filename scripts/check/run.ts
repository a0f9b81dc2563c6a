import { resolve } from "node:path";
import { exitCodeOf } from "../../lib/check/report";
import { summary } from "../../lib/report/outcome";
import { runCheck } from "../../lib/check/run";
import { loadConfig } from "../../lib/config";
import { canaryOf, refuseShowing, type CheckCommand } from "./options";
import { asJson, asText, type Checked } from "./output";
import type { Context } from "../cli/context";
import { deployedConnections, takenSecret } from "../cli/deployed";
import { withCredentials } from "./external-credential";
import { checkFacts, Handoffs } from "../form/handoffs";
import { refuseExisting, writeSecretFile } from "../cli/secret-file";
import { refuseUnknownNames } from "../cli/selection";
import { Steps } from "../cli/steps";

/** `onramp check`: tries deployed connections as the tools would, then shows what to type into their forms. */
export async function run(command: CheckCommand, context: Context, check = runCheck): Promise<number> {
  const { env, cwd, signal } = context;
  const { names, readOnly } = command;
  refuseShowing(command, env);
  const canary = canaryOf(command, env);
  const secretFile = command.secretFile && resolve(cwd, command.secretFile);
  if (secretFile) refuseExisting(secretFile);
  const { config } = loadConfig({ cwd, env });
  refuseUnknownNames(names, config);

  const steps = new Steps(context);
  const onProgress = (line: string): void => steps.note(line);
  const found = await deployedConnections(command, config, context, onProgress);
  const deployed = await withCredentials(found, command, context);
  if (secretFile) writeSecretFile(secretFile, takenSecret(deployed));

  const handoffs = new Handoffs(config, context, onProgress);
  const checked: Checked[] = [];
  for (const each of deployed) {
    const name = `check as ${each.connection.integration}`;
    const checking = () => check({ ...each, canary, readOnly, onProgress, signal });
    const report = await steps.run(
      name,
      checking,
      ({ test_results }) => summary(test_results),
      ({ status }) => status !== "FAIL",
    );
    signal.throwIfAborted();
    checked.push({ ...each, report, handoff: handoffs.of(each) });
  }
  context.stdout.write(command.json ? asJson(checked) : asText(checked, { ...command, secretFile }, context));
  for (const each of checked) {
    const handedOver = !command.json && each.report.status !== "FAIL";
    handoffs.keep(handoffs.recordAfter(each, { handedOver, check: checkFacts(each.report) }));
  }
  return exitCodeOf(
    checked.map(({ report }) => report),
    command.strict,
  );
}
