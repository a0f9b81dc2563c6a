import { ownerProblem } from "../../../lib/access/owner-to-be";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";

/** Who is to own what is created: a deploy that gives it away to others stops half-way. */
export const owner: Examination<StatesContext> = {
  id: "owner",
  question: "whether defaults.owner may own what is created",
  async examine({ config, managed, rest }) {
    if (config.owner === undefined) return [];
    const problem = await ownerProblem(config, managed, rest);
    if (!problem) return [pass(`${config.owner} may own what is created`)];
    const { of, what, cause, fix } = problem;
    return [fail(`the owner ${problem.owner} of ${of.join(", ")} ${what}`, { cause, fix })];
  },
};
