import { onramp } from "../command-line";
import { numbered } from "../report/columns";

/** The way from the sandbox to a real workspace, in order. */
export const nextSteps = (): readonly string[] => [
  "Get a token of your own in your workspace, as a workspace admin who may create catalogs: " +
    "Settings > Developer > Access tokens > Generate new token.",
  "export DATABRICKS_HOST=https://<your workspace>",
  "export DATABRICKS_TOKEN=<that token>",
  `${onramp("init")}   (asks for the names you want, lists what the workspace has, writes onramp.yaml)`,
  `${onramp("doctor")}   (says what would stop the deploy, and the fix; reads only)`,
  "npx cdktf deploy",
  `${onramp("check")}   (tries the connection as the tool and prints the values for its form)`,
  "To take the access away and keep the data: write absent: true under the integration, then npx cdktf deploy. " +
    "To remove everything that was created, as far as it is empty: npx cdktf destroy",
];

/** @param width columns of the terminal */
export function renderNextSteps(width = 100): string {
  return ["Next, on a real workspace", ...numbered(nextSteps(), width)].join("\n") + "\n";
}
