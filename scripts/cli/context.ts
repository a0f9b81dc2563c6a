/** A stream to write to; colours and live lines only where it is a terminal. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of a terminal. */
  readonly columns?: number;
}

/** Everything a command may touch of the process it runs in; handed in, so that tests need no process. */
export interface Context {
  /** Data. */
  readonly stdout: Output;
  /** Progress and problems. */
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  /** Folder that relative paths in options start from. */
  readonly cwd: string;
  /** Aborts on Ctrl-C and SIGTERM; the reason is an {@link Interrupted}. */
  readonly signal: AbortSignal;
  /** Ignores Ctrl-C until `work` ends: for a child in the same terminal, which gets it too and knows what to do. */
  ignoreInterrupts<T>(work: () => Promise<T>): Promise<T>;
}
