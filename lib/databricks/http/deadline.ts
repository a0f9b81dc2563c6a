/**
 * Does something with a signal that aborts when it takes too long, or with another signal. The timer keeps the process
 * alive meanwhile, where `AbortSignal.timeout` does not; and nothing is left to `AbortSignal.any`, whose signals Node
 * collects as garbage while `fetch` waits on them.
 */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const late = () => stop.abort(new DOMException(`no answer within ${ms / 1000} s`, "TimeoutError"));
  const cancelled = () => stop.abort(signal?.reason);
  const timer = setTimeout(late, ms);
  signal?.addEventListener("abort", cancelled);
  if (signal?.aborted) cancelled();
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancelled);
  }
}
