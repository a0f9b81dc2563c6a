import { stateLocation } from "../../lib/terraform/state-location";
import { identifyPrincipals } from "../../lib/access/identify-principals";
import type { OnrampConfig } from "../../lib/config";
import { managedBy } from "../../lib/terraform/managed";
import { declaredIn } from "../../lib/config/declared";
import { authenticate, type Settings } from "../../lib/databricks/authentication";
import { RestClient } from "../../lib/databricks/http/rest";
import type { MachineContext } from "./context";
import type { Examination, Finding } from "./examination";
import { backend, BESIDE_STATES, MACHINE, ORDER, signIn, STATES, WORKSPACE } from "./findings";
import { worstStatus } from "../../lib/report/outcome";
import type { DoctorReport } from "./report";
import { statesOf } from "./states-options";
import { isUnreachable, unanswered } from "./unanswered";

export interface DoctorInput extends MachineContext {
  readonly config: OnrampConfig;
  /** Absolute path of the folder with `onramp.yaml`. */
  readonly project: string;
  /** Who the kit signs in as. */
  readonly settings: Settings;
}

/**
 * Looks at everything that a deployment of the config depends on. Sends GET requests only, and starts nothing.
 *
 * @throws UsageError when the settings name no way to sign in
 */
export async function runDoctor(input: DoctorInput): Promise<DoctorReport> {
  const { config, settings, env, project, signal } = input;
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
    findings: [...findings].sort((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id)),
    unreachable,
  });

  const location = stateLocation(config, env, project);
  const states = await statesOf(input);
  const managed = managedBy(config, states);
  managed.catch(() => {}); // The line on the backend tells why.
  const authentication = authenticate(settings);
  const rest = new RestClient({
    host: settings.host,
    headers: async () => (await authentication).headers(),
    signal,
    readOnce: true,
  });
  const backendContext = { config, location, states, managed };
  const [machine, signing, reading] = await Promise.all([
    all(MACHINE, input),
    look(signIn, { authentication, rest }),
    look(backend, backendContext),
  ]);
  const readable = reading.every(({ status }) => status !== "FAIL") && (await settled(managed));
  const first = [...machine, ...signing, ...reading, ...(readable ? await all(STATES, backendContext) : [])];
  if (signing.some(({ status }) => status === "FAIL")) return report(first);
  // The examination of principals tells why, where the workspace does not.
  const identified = await identifyPrincipals(config, rest).catch(() => config);
  const context = {
    config: identified,
    declared: declaredIn(identified),
    signedIn: await authentication,
    rest,
    signal,
  };
  const found = await Promise.all([
    all(WORKSPACE, context),
    readable ? all(BESIDE_STATES, { ...context, managed: await managed }) : [],
  ]);
  return report([...first, ...found.flat()]);
}

const settled = (promise: Promise<unknown>) =>
  promise.then(
    () => true,
    () => false,
  );
