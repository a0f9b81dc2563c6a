/**
 * Does something with a signal that aborts when it takes too long, or with another signal. Not by
 * `AbortSignal.timeout` under `AbortSignal.any`: Node collects that as garbage while `fetch` waits on it, and then
 * nothing ends it any more.
 */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException(`no answer within ${ms / 1000} s`, "TimeoutError")), ms);
  try {
    return await work(signal ? AbortSignal.any([signal, late.signal]) : late.signal);
  } finally {
    clearTimeout(timer);
  }
}
