import { CheckContext, type CheckOptions } from "./context";
import { diagnose, isUnreachable } from "./diagnosis";
import { gatherEvidence } from "./evidence";
import { skip, type Outcome } from "../report/outcome";
import { planProbes, type PlannedProbe } from "./probes";
import { isWithin } from "../databricks/securable";
import { worstStatus } from "../report/outcome";
import type { CheckReport, TestResult } from "./report";

export type { CheckOptions } from "./context";

interface Run {
  readonly results: TestResult[];
  /** Probes that failed or were skipped for it, with the one that failed. */
  readonly blocked: Map<string, string>;
  unreachable: boolean;
}

/**
 * Tries an integration's connection with the tool's own credential, on one SQL session: what the tool will do, and what
 * it must not be able to do. A probe that fails skips those that build on it; the others still run.
 *
 * Leaves warehouse or cluster running. Failures of the workspace are in the report; only a bug is thrown.
 */
export async function runCheck(options: CheckOptions): Promise<CheckReport> {
  const started = performance.now();
  const context = new CheckContext(options);
  const run: Run = { results: [], blocked: new Map(), unreachable: false };
  try {
    for (const planned of planProbes(options.profile, context.own, context.compute.kind)) {
      const { name } = planned;
      const began = performance.now();
      const outcome = reasonToSkip(planned, run, options) ?? (await attempt(planned, context, run));
      if (outcome.status === "FAIL") run.blocked.set(name, name);
      run.results.push({ test_name: name, ...outcome, time_ms: Math.round(performance.now() - began) });
    }
  } finally {
    await context.close();
  }
  const { connection } = options;
  return {
    integration: connection.integration,
    tool: connection.tool,
    host: connection.host,
    principal: connection.principal,
    status: options.signal?.aborted ? "FAIL" : worstStatus(run.results),
    test_results: run.results,
    credential: { kind: connection.credential.kind, id: connection.credential.id, days_left: context.daysLeft },
    compute: computeFacts(context),
    nothing_to_read:
      run.results.some(({ test_name, status }) => test_name === "metadata" && status === "PASS") &&
      context.readable.length > 0 &&
      !context.tables.some(({ table }) => context.readable.some((target) => isWithin(table, target))),
    left_behind: context.leftBehind,
    unreachable: run.unreachable,
    time_ms: Math.round(performance.now() - started),
  };
}

function reasonToSkip({ name, probe }: PlannedProbe, { blocked }: Run, options: CheckOptions): Outcome | undefined {
  const { after, creates } = probe;
  if (options.signal?.aborted) return skip("cancelled");
  const failed = after && blocked.get(after);
  if (failed) {
    blocked.set(name, failed);
    return skip(`after ${failed}`);
  }
  return creates && options.readOnly ? skip(`${probe.id}: creates and changes nothing with --read-only`) : undefined;
}

async function attempt({ probe, own }: PlannedProbe, context: CheckContext, run: Run): Promise<Outcome> {
  try {
    return await probe.run(context, own);
  } catch (error) {
    if (context.options.signal?.aborted) return skip("cancelled");
    const diagnosis = diagnose(error, context, await gatherEvidence(error, context));
    if (!diagnosis) throw error;
    run.unreachable ||= !context.signedIn && isUnreachable(error);
    return { status: "FAIL", message: probe.title(context, own), ...diagnosis };
  }
}

function computeFacts({ compute: { kind, id, name }, connection, signedIn }: CheckContext): CheckReport["compute"] {
  const minutes = connection.auto_stop_minutes;
  return {
    kind,
    id,
    name,
    auto_stop_minutes: minutes,
    running_until: signedIn && minutes > 0 ? new Date(Date.now() + minutes * 60_000).toISOString() : undefined,
  };
}
