import { compareVersions, parseVersion, showVersion, type Version } from "../../../lib/terraform/tool/version";
import type { MachineContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";

/** As `engines` of package.json says. */
export const OLDEST_NODE: Version = [20, 19, 0];

export const node: Examination<MachineContext> = {
  id: "node",
  question: "the version of Node",
  examine({ nodeVersion }) {
    const version = parseVersion(nodeVersion);
    if (version && compareVersions(version, OLDEST_NODE) >= 0) return Promise.resolve([pass(`Node ${nodeVersion}`)]);
    const old = fail(`Node ${nodeVersion} is too old`, {
      fix: `install Node ${showVersion(OLDEST_NODE)} or newer: https://nodejs.org/en/download`,
    });
    return Promise.resolve([old]);
  },
};
