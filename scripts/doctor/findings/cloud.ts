import type { Examination } from "../examination";
import { fail, pass, warn } from "../../../lib/report/outcome";
import { getMetastore } from "../../../lib/databricks/metastore";

/** The cloud decides how tokens are made: Azure offers none on behalf of a principal. */
export const cloud: Examination = {
  id: "cloud",
  question: "which cloud the workspace is on",
  async examine({ config, rest, declared }) {
    const found = await getMetastore(rest);
    if (!found) return [];
    const said = config.workspace.cloud;
    if (found.cloud === undefined) {
      const fix = "compare the address of the workspace with workspace.cloud of onramp.yaml";
      return [warn("the metastore does not say which cloud it is on", { fix })];
    }
    if (said !== undefined && said !== found.cloud) {
      return [
        fail(`the workspace is on ${found.cloud}, not on ${said}`, {
          cause:
            tokensMade(said) === tokensMade(found.cloud)
              ? undefined
              : `tokens are made ${tokensMade(said)} on ${said}, and ${tokensMade(found.cloud)} on ${found.cloud}`,
          fix: `correct onramp.yaml\nworkspace: { cloud: ${found.cloud} }`,
        }),
      ];
    }
    return [
      pass(declared.tokens.length > 0 ? `${found.cloud}: tokens are made ${tokensMade(found.cloud)}` : found.cloud),
    ];
  },
};

const tokensMade = (cloud: string) =>
  cloud === "azure" ? "by the principals themselves" : "on behalf of the principals";
