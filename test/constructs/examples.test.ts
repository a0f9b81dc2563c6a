import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as cdktf from "cdktf";
import { Construct } from "constructs";
import ts from "typescript";
import * as constructs from "../../constructs";

/*
 * The example of every construct stands in its docstring, with `stack` and `workspace` given. Each is compiled against
 * the library's types, run, and synthesized.
 */

const ROOT = join(__dirname, "../..");

interface Example {
  readonly construct: string;
  readonly code: string;
}

function examplesIn(file: string): Example[] {
  const text = readFileSync(join(ROOT, "constructs", file), "utf8");
  const docs = text.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport (?:abstract )?class (\w+)/g);
  return [...docs].flatMap(([, doc = "", construct = ""]) => {
    const [, code] = /@example\n \* ```ts\n([^]*?) \* ```/.exec(doc) ?? [];
    return code === undefined ? [] : [{ construct, code: code.replace(/^ \* ?/gm, "") }];
  });
}

const EXAMPLES = readdirSync(join(ROOT, "constructs")).flatMap(examplesIn);

const PRELUDE = `
import { TerraformOutput, TerraformStack } from "cdktf";
import { ${Object.keys(constructs).join(", ")} } from "./constructs";
declare const stack: TerraformStack;
declare const workspace: WorkspaceProvider;
`;

test("every construct that people make has one", () => {
  const classes = Object.entries(constructs).filter(
    ([, value]) => typeof value === "function" && value.prototype instanceof Construct,
  );
  expect(EXAMPLES.map(({ construct }) => construct).sort()).toEqual(classes.map(([name]) => name).sort());
});

test("they compile against the library's types", () => {
  const texts = new Map(EXAMPLES.map(({ construct, code }) => [join(ROOT, `${construct}.example.ts`), PRELUDE + code]));
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const unused = { noUnusedLocals: false, noUnusedParameters: false };
  const host = ts.createCompilerHost({ ...options, ...unused });
  const files = { ...host };
  host.fileExists = (path) => texts.has(path) || files.fileExists(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? files.getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...texts.keys()], { ...options, ...unused, noEmit: true }, host);
  const problems = [...texts.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return source ? [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)] : [];
  });
  expect(problems.map(({ file, messageText }) => `${file?.fileName}: ${JSON.stringify(messageText)}`)).toEqual([]);
});

test.each(EXAMPLES)("that of $construct makes a stack", ({ code }) => {
  const outdir = mkdtempSync(join(tmpdir(), "onramp-example-"));
  try {
    const app = new cdktf.App({ outdir });
    const stack = new cdktf.TerraformStack(app, "example");
    new cdktf.LocalBackend(stack, { path: "example.tfstate" });
    const workspace = new constructs.WorkspaceProvider(stack, "workspace", { cloud: "aws" });
    const given: Record<string, unknown> = { ...constructs, TerraformOutput: cdktf.TerraformOutput, stack, workspace };
    const names = Object.keys(given);
    // The text is the library's own documentation.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const run = new Function(...names, ts.transpile(code)) as (...values: unknown[]) => void;
    run(...names.map((name) => given[name]));
    app.synth();
    const made = JSON.parse(readFileSync(join(outdir, "stacks", "example", "cdk.tf.json"), "utf8")) as object;
    expect(made).toHaveProperty("provider.databricks");
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
