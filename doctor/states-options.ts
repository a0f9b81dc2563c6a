import type { StateOptions } from "../backend/states";
import { provideTool } from "../toolchain";
import type { DoctorInput } from "./run";

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
