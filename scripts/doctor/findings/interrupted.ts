import { interruptedRuns } from "../../../lib/terraform/interrupted";
import { stackIds } from "../../../lib/terraform/stack-ids";
import { stacksWithFiles } from "../../../lib/terraform/state-file";
import type { BackendContext } from "../context";
import type { Examination } from "../examination";
import { warn } from "../../../lib/report/outcome";

/** Runs that were cut off, after which the workspace may have more than the state knows. */
export const interrupted: Examination<BackendContext> = {
  id: "interrupted",
  question: "whether a run was cut off",
  examine({ config, location }) {
    const stacks = new Set([...stackIds(config), ...stacksWithFiles(location)]);
    const runs = interruptedRuns(location, [...stacks]);
    const outcomes = runs.map(({ stack, who, since }) => {
      const by = `${who ? ` by ${who}` : ""}${since ? ` on ${since.slice(0, 16).replace("T", " ")} UTC` : ""}`;
      return warn(`a run of the stack ${stack}${by} was cut off, or is still going on`, {
        cause: "what it was about to record may be in the workspace and not in the state",
        fix: "see that no deploy is running, heed what orphans below says, and run `npx cdktf deploy` again",
      });
    });
    return Promise.resolve(outcomes);
  },
};
