import { createHash } from "node:crypto";
import { connectionFailure } from "../../databricks/http/service-error";
import { isTrustedTransport } from "./release";

/** A download that failed, in words for a person: which address and why. */
export class DownloadError extends Error {
  override readonly name = "DownloadError";
}

interface DownloadOptions {
  /** Refuses more than this many bytes. */
  readonly limit: number;
  /** Gets the bytes in order; awaited, so that a slow disk slows the download down. */
  readonly sink: (chunk: Uint8Array) => Promise<unknown>;
  readonly signal?: AbortSignal;
  /** Milliseconds without a byte after which the connection counts as dead. */
  readonly patience?: number;
}

/**
 * Fetches one address, following redirects, to the last byte.
 *
 * @returns SHA-256 of what came, in hex.
 * @throws DownloadError for no network, a status other than 200, a cut or silent connection, too many bytes.
 */
export async function download(url: URL, options: DownloadOptions): Promise<string> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), options.patience ?? 30_000);
  const signals = options.signal === undefined ? [silence.signal] : [silence.signal, options.signal];
  const hash = createHash("sha256");
  let size = 0;
  try {
    const response = await fetch(url, { signal: AbortSignal.any(signals) });
    if (response.status !== 200) throw new DownloadError(`${url.href} answered ${response.status}.`);
    if (!isTrustedTransport(new URL(response.url))) throw new DownloadError(`${url.href} led to plain http.`);
    for await (const chunk of response.body ?? []) {
      const bytes = chunk as Uint8Array;
      timer.refresh();
      size += bytes.byteLength;
      if (size > options.limit) throw new DownloadError(`${url.href} is larger than ${options.limit} bytes.`);
      hash.update(bytes);
      await options.sink(bytes);
    }
    return hash.digest("hex");
  } catch (error) {
    if (options.signal?.aborted === true || error instanceof DownloadError) throw error;
    throw new DownloadError(explain(url, size, silence.signal.aborted, error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function explain(url: URL, size: number, silent: boolean, error: unknown): string {
  if (silent) return `${url.host} stopped answering after ${size} bytes.`;
  if (size > 0) return `The connection to ${url.host} was cut after ${size} bytes.`;
  return `${url.host} could not be reached: ${connectionFailure(error).text}.`;
}
