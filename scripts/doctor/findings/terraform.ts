import { provideTool, showVersion, ToolchainError } from "../../../lib/terraform/tool";
import type { MachineContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass, warn } from "../../../lib/report/outcome";

/** Looks only: nothing is fetched, in the sandbox neither. */
export const terraform: Examination<MachineContext> = {
  id: "terraform",
  question: "the version of Terraform",
  async examine({ env, signal }) {
    try {
      const { product, version, path } = await provideTool({ env, signal, purpose: "workspace" });
      return [pass(`${product} ${showVersion(version)} at ${path}`)];
    } catch (error) {
      if (!(error instanceof ToolchainError)) throw error;
      const named = (env.TERRAFORM_BINARY_NAME ?? "") !== "";
      if (env.ONRAMP_SANDBOX && !named) {
        const fix = "nothing to do: for the sandbox, OpenTofu is fetched when it is needed";
        return [warn("no usable Terraform or OpenTofu is installed", { cause: error.message, fix })];
      }
      return [fail("no usable Terraform or OpenTofu", { cause: error.message, fix: error.fix.join("\n") })];
    }
  },
};
