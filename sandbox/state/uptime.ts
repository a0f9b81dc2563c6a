/** What starts when it is asked to and stops when nobody has used it for a while. */
export interface Startable {
  /** When it was last asked to start; undefined = stopped by hand or never started. */
  readonly startedAt?: number;
  readonly lastUsedAt: number;
  /** 0 = never. */
  readonly autoStopMinutes: number;
}

export type Phase = "starting" | "running" | "stopped";

/** When it stops by itself if nobody uses it. @param startMillis how long a start takes */
export function stopsAt({ startedAt = 0, lastUsedAt, autoStopMinutes }: Startable, startMillis: number): number {
  const idleFrom = Math.max(lastUsedAt, startedAt + startMillis);
  return autoStopMinutes > 0 ? idleFrom + autoStopMinutes * 60_000 : Infinity;
}

/** Derived from the clock at each look, so that there are no timers and a test's clock moves it. */
export function phaseAt(now: number, each: Startable, startMillis: number): Phase {
  if (each.startedAt === undefined) return "stopped";
  if (now < each.startedAt + startMillis) return "starting";
  return now >= stopsAt(each, startMillis) ? "stopped" : "running";
}
