import { onramp } from "../../lib/command-line";

/**
 * One page: what to type, in the order in which it is needed.
 *
 * @param project the folder, with its `package.json`: commands are called as its scripts allow
 */
export function readme(name: string, project: string): string {
  const call = (command: string) => onramp(command, { cwd: project });
  return `# ${name}

Connections of tools to Databricks, as code: \`onramp.yaml\` describes them, \`cdktf deploy\` makes them, \`check\` proves
them with the tools' own credentials.

\`\`\`sh
npm install
${call("init")}    # describes a tool's connection in onramp.yaml
${call("demo")}                 # deploys and proves it on a local workspace; nothing leaves this machine
\`\`\`

Then on a real one, signed in with \`DATABRICKS_HOST\` and \`databricks auth login\`:

\`\`\`sh
${call("doctor")}  # reads only: what will stop the deploy, and the fix
npx cdktf deploy          # makes it so
${call("check")}             # proves the connection and prints the tool's form
\`\`\`

\`${call("tools")}\` lists the tools that have a profile, \`${call("--help")}\` the commands.

Terraform's state is in \`.onramp/state/\` until \`onramp.yaml\` names another backend. It holds credentials: keep it out of
the repository, and do not lose it.
`;
}
