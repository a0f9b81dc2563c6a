import { cdktf } from "@cdktf/provider-databricks/package.json";
import { folderToWrite } from "../../../lib/terraform/output-folder";
import { stackIds } from "../../../lib/terraform/stack-ids";
import { hasProviderLock, providerLockSteps } from "../../../lib/terraform/provider-lock";
import type { BackendContext } from "../context";
import type { Examination } from "../examination";
import { pass, warn } from "../../../lib/report/outcome";

/** Which Terraform provider the stacks ask for, and whether every machine gets the very same one. */
export const provider: Examination<BackendContext> = {
  id: "provider",
  question: "the version of the Terraform provider",
  examine({ config, location, states }) {
    const version = `databricks ${cdktf.provider.version}`;
    if (location.workspace?.startsWith("sandbox:")) return Promise.resolve([pass(`${version}, the sandbox's own`)]);
    if (hasProviderLock(states.project)) return Promise.resolve([pass(`${version}, with the lock file`)]);
    const [stack = config.name] = stackIds(config);
    const missing = warn(`${version}, without a lock file`, {
      cause: "each machine takes what the registry hands out under that version",
      fix: [
        "make the lock file once, and keep it in git",
        ...providerLockSteps(stack, folderToWrite({}, states.project)),
      ].join("\n"),
    });
    return Promise.resolve([missing]);
  },
};
