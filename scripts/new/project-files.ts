import { randomUUID } from "node:crypto";
import { PEERS, VERSION } from "../../lib/package";

/** The files of a new project, by name, but for its README, which is written by what they say. */
export function projectFiles(name: string): Readonly<Record<string, string>> {
  return {
    "package.json": json(manifest(name)),
    "cdktf.json": json({
      language: "typescript",
      app: "node main.js",
      projectId: randomUUID(),
      sendCrashReports: "false",
      terraformProviders: [],
      terraformModules: [],
      context: {},
    }),
    "main.js": MAIN,
    "onramp.yaml": CONFIG,
    ".gitignore": IGNORED,
  };
}

/** The versions that were tested together; a range would let them drift apart at the next install. */
function manifest(name: string) {
  return {
    name,
    version: "0.0.0",
    private: true,
    engines: { node: ">=20.19" },
    scripts: {
      start: "onramp demo",
      onramp: "onramp",
      check: "onramp check",
      sandbox: "onramp sandbox",
      synth: "cdktf synth",
    },
    dependencies: Object.fromEntries(
      Object.entries({ ...PEERS, "onramp-for-databricks": VERSION }).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

const MAIN = `// What cdktf runs: the stacks of onramp.yaml. Stacks of your own can be added: docs/package.md of the kit.
const { runApp } = require("onramp-for-databricks/stacks");

runApp();
`;

const CONFIG = `# yaml-language-server: $schema=./node_modules/onramp-for-databricks/onramp.schema.json
# The tools that get a connection to the workspace. \`init\` writes an entry here; README.md says how to call it.
integrations: {}
`;

const IGNORED = `node_modules/
cdktf.out/
# States and plans hold credentials.
.onramp/
.terraform/
*.tfstate
*.tfstate.*
`;

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
