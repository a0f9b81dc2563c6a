import { stackIds } from "../../../lib/terraform/stack-ids";
import { findProfile } from "../../../profiles";
import type { BackendContext } from "../context";
import type { Examination } from "../examination";
import { warn } from "../../../lib/report/outcome";
import { onramp } from "../../../lib/command-line";

/** There the sign-in that made a token has to revoke it, and goes with the entry. */
const AZURE =
  'write the entry again, with absent: true, until that is deployed: with a token on Azure a plan without it fails ("Provider configuration not present")';

/** Integrations that were deployed and that the config has no more. Of whole stacks `backend` tells. */
export const goneEntries: Examination<BackendContext> = {
  id: "gone-entries",
  question: "which deployed integrations have no entry any more",
  async examine({ config, managed }) {
    const entries = new Set(config.integrations.map(({ name }) => name));
    const stacks = stackIds(config);
    const gone = (await managed).integrations.filter(({ name, stack }) => stacks.includes(stack) && !entries.has(name));
    return gone.map(({ name }) => {
      const { name: tool = name, offboarding = [] } = findProfile(name) ?? {};
      const steps = offboarding.map((step) => step.replaceAll("{integration}", name));
      return warn(`${name} is deployed and has no entry: the next deploy takes its access away`, {
        cause: "its credential, grants and principal go, and its schema and catalog as far as they are empty",
        fix: [
          ...(config.workspace.cloud === "azure" ? [AZURE] : []),
          `first take it out of use in ${tool}; to keep its schema and catalog, forget them before the deploy`,
          ...steps,
          onramp(`state forget ${name}`),
        ].join("\n"),
      });
    });
  },
};
