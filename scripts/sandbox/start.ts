import type * as sandbox from "../../sandbox";
import type { StartSandbox } from "../../sandbox/cli/session";
import { lazy } from "../../lib/lazy";

const load = lazy<typeof sandbox>(__filename, "../../sandbox");

/** Starts a real one, loaded when it is started: with DuckDB and the SQL parser it is by far the largest part. */
export const startSandbox: StartSandbox = (options) => load().startSandbox(options);
