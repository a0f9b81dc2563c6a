import type { SandboxOptions } from "../index";
import { UsageError } from "./errors";

/** @throws UsageError when `--like` and `--cloud` name different ones; Free Edition and trials are on AWS */
export function refuseTwoClouds({ like, cloud }: Pick<SandboxOptions, "like" | "cloud">): void {
  const said = like === "free" || like === "trial" ? "aws" : like;
  if (said === undefined || cloud === undefined || said === cloud) return;
  throw new UsageError(`--like ${like} is on ${said}, and --cloud says ${cloud}.`, ["Leave --cloud out."]);
}
