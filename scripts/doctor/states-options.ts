import type { StateOptions } from "../../lib/terraform/states";
import { provideTool } from "../../lib/terraform/tool";
import type { DoctorInput } from "./context";

/**
 * How the states of a config are read. What is not a local file takes Terraform; whether that is any good is a line of
 * its own.
 */
export async function statesOf({ config, env, project, signal }: DoctorInput): Promise<StateOptions> {
  if (config.backend.kind === "local") return { env, project, signal };
  const terraform = await provideTool({ env, signal, purpose: "workspace" }).then(
    ({ path }) => path,
    () => undefined,
  );
  return { env, project, signal, terraform };
}
