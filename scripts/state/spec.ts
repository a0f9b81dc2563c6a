import { Option } from "commander";
import { onramp } from "../../lib/command-line";
import { lazy } from "../../lib/lazy";
import type { CommandSpec } from "../cli/spec";
import type * as forget from "./forget";

const load = lazy<typeof forget>(__filename, "./forget");

export const STATE_FORGET: CommandSpec = {
  name: "state forget",
  group: "rare",
  summary: "Drop catalogs and schemas from the Terraform state; they stay in the workspace with what is in them.",
  names: "name",
  namesHelp: "integrations, in onramp.yaml or not any more; shared catalogs as catalogs.<key>",
  options: [
    new Option("--all", "also principal, credential, grants and warehouse, which live on unattended"),
    new Option("--yes", "go on without being asked; fetch OpenTofu for your user when no Terraform is installed"),
  ],
  examples: () => [onramp("state forget clevertap"), onramp("state forget catalogs.marketing")],
  run: (names, options, context) => load().run({ names, ...options }, context),
};
