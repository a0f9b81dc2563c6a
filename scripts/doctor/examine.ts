import { stateLocation } from "../../lib/terraform/state-location";
import { identifyPrincipals } from "../../lib/access/identify-principals";
import { managedBy } from "../../lib/terraform/managed";
import { declaredIn } from "../../lib/config/declared";
import { authenticate, type Authentication } from "../../lib/databricks/authentication";
import { RestClient } from "../../lib/databricks/http/rest";
import type { DoctorInput, SignInInput } from "./context";
import type { Examination, Finding } from "./examination";
import { backend, BESIDE_STATES, MACHINE, ORDER, signIn, STATES, WORKSPACE } from "./findings";
import { getCurrentUser } from "../../lib/databricks/current-user";
import { skip, worstStatus } from "../../lib/report/outcome";
import type { DoctorReport, SignedIn } from "./report";
import { statesOf } from "./states-options";
import { isUnreachable, unanswered } from "./unanswered";

/** Id of the finding that there is no `onramp.yaml`. */
export const NOTHING_WRITTEN = "config";

/**
 * Looks at everything that a deployment of the config depends on. Sends GET requests only, and starts nothing.
 *
 * @throws UsageError when the settings name no way to sign in
 */
export async function runDoctor(input: DoctorInput): Promise<DoctorReport> {
  const { config, env, project, signal } = input;
  const visit = new Visit(input);
  const location = stateLocation(config, env, project);
  const states = await statesOf(input);
  const managed = managedBy(config, states);
  managed.catch(() => {}); // The line on the backend tells why.
  const backendContext = { config, location, states, managed };
  const [machine, signing, reading] = await Promise.all([
    visit.all(MACHINE, input),
    visit.look(signIn, visit),
    visit.look(backend, backendContext),
  ]);
  const readable = reading.every(({ status }) => status !== "FAIL") && (await settled(managed));
  const first = [...machine, ...signing, ...reading, ...(readable ? await visit.all(STATES, backendContext) : [])];
  if (signing.some(({ status }) => status === "FAIL")) return visit.report(first);
  // The examination of principals tells why, where the workspace does not.
  const identified = await identifyPrincipals(config, visit.rest).catch(() => config);
  const context = {
    config: identified,
    declared: declaredIn(identified),
    signedIn: await visit.authentication,
    rest: visit.rest,
    signal,
  };
  const found = await Promise.all([
    visit.all(WORKSPACE, context),
    readable ? visit.all(BESIDE_STATES, { ...context, managed: await managed }) : [],
  ]);
  return visit.report([...first, ...found.flat()]);
}

/**
 * What can be looked at before there is an `onramp.yaml`: this machine, and who is signed in where.
 *
 * @throws UsageError when the settings name no way to sign in
 */
export async function runSignIn(input: SignInInput): Promise<DoctorReport> {
  const visit = new Visit(input);
  const found = await Promise.all([visit.all(MACHINE, input), visit.look(signIn, visit)]);
  return visit.report([
    ...found.flat(),
    { id: NOTHING_WRITTEN, ...skip("there is no onramp.yaml yet, so nothing to look at for a deploy") },
  ]);
}

/** One run of the doctor on one workspace. */
class Visit {
  readonly authentication: Promise<Authentication>;
  /** Asks everything once. */
  readonly rest: RestClient;
  readonly #host: string;
  #unreachable = false;

  constructor({ settings, signal }: SignInInput) {
    this.#host = settings.host;
    this.authentication = authenticate(settings);
    this.authentication.catch(() => {}); // The line on the sign-in tells why.
    const headers = async () => (await this.authentication).headers();
    this.rest = new RestClient({ host: settings.host, headers, signal, readOnce: true });
  }

  async look<Context>(examination: Examination<Context>, context: Context): Promise<Finding[]> {
    const { id, question } = examination;
    try {
      return (await examination.examine(context)).map((outcome) => ({ id, ...outcome }));
    } catch (error) {
      this.#unreachable ||= isUnreachable(error);
      return [{ id, ...unanswered(question, error) }];
    }
  }

  async all<Context>(examinations: readonly Examination<Context>[], context: Context): Promise<Finding[]> {
    return (await Promise.all(examinations.map((each) => this.look(each, context)))).flat();
  }

  async report(findings: readonly Finding[]): Promise<DoctorReport> {
    const isSignedIn = findings.some(({ id, status }) => id === signIn.id && status === "PASS");
    return {
      host: this.#host,
      ...(isSignedIn && { signedIn: await this.#who() }),
      status: worstStatus(findings),
      findings: [...findings].sort((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id)),
      unreachable: this.#unreachable,
    };
  }

  async #who(): Promise<SignedIn> {
    const { name: user, displayName: name } = await getCurrentUser(this.rest);
    const { kind: authentication } = await this.authentication;
    return { user, ...(name !== undefined && name !== user && { name }), authentication };
  }
}

const settled = (promise: Promise<unknown>) =>
  promise.then(
    () => true,
    () => false,
  );
