import type { OnrampConfig } from "../config";
import { authenticate, type Settings } from "../workspace/authentication";
import { RestClient } from "../workspace/rest";
import type { MachineContext } from "./context";
import type { Examination, Finding } from "./finding";
import { MACHINE, signIn, WORKSPACE } from "./findings";
import type { Held } from "./held";
import { worstStatus, type DoctorReport } from "./report";
import { isUnreachable, unanswered } from "./unanswered";
import { wantedBy } from "./wanted";
import { WorkspaceFacts } from "./workspace-facts";

export interface DoctorInput extends MachineContext {
  readonly config: OnrampConfig;
  readonly held: Held;
  /** Who the kit signs in as. */
  readonly settings: Settings;
}

/**
 * Looks at everything that a deployment of the config depends on. Sends GET requests only, and starts nothing.
 *
 * @throws SettingsError when the settings name no way to sign in
 */
export async function runDoctor(input: DoctorInput): Promise<DoctorReport> {
  const { config, held, settings, signal } = input;
  let unreachable = false;
  const look = async <Context>(examination: Examination<Context>, context: Context): Promise<Finding[]> => {
    const { id, question } = examination;
    try {
      return (await examination.examine(context)).map((outcome) => ({ id, ...outcome }));
    } catch (error) {
      unreachable ||= isUnreachable(error);
      return [{ id, ...unanswered(question, error) }];
    }
  };
  const all = async <Context>(examinations: readonly Examination<Context>[], context: Context) =>
    (await Promise.all(examinations.map((each) => look(each, context)))).flat();
  const report = (findings: readonly Finding[]): DoctorReport => ({
    host: settings.host,
    status: worstStatus(findings),
    findings,
    unreachable,
  });

  const authentication = authenticate(settings);
  const rest = new RestClient({ host: settings.host, headers: async () => (await authentication).headers(), signal });
  const facts = new WorkspaceFacts(rest);
  const found = await Promise.all([all(MACHINE, input), look(signIn, { authentication, facts })]);
  const first = found.flat();
  if (first.some(({ id, status }) => id === signIn.id && status === "FAIL")) return report(first);
  const signedIn = await authentication;
  const context = { config, wanted: wantedBy(config), held, signedIn, rest, facts, signal };
  return report([...first, ...(await all(WORKSPACE, context))]);
}
