import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Testing, TerraformStack } from "cdktf";
import { WorkspaceProvider, type WorkspaceProviderProps } from "../../constructs";

type Attributes = Record<string, unknown>;
type Blocks = Record<string, Record<string, Attributes>>;

interface Synthesized {
  readonly terraform: { readonly backend: Record<string, Attributes> };
  readonly provider?: Record<string, Attributes[]>;
  readonly data?: Blocks;
  readonly resource?: Blocks;
  readonly output?: Record<string, { readonly value: unknown; readonly sensitive?: boolean }>;
  readonly removed?: unknown;
}

/** An app that writes nothing until it is synthesized. */
export function testApp(): App {
  return new App({ outdir: join(tmpdir(), "onramp-test-synth"), stackTraces: false });
}

/** A stack on its own, with a provider. */
export function testStack(props: WorkspaceProviderProps = {}): { stack: TerraformStack; workspace: WorkspaceProvider } {
  const stack = new TerraformStack(testApp(), "test");
  return { stack, workspace: new WorkspaceProvider(stack, "databricks", props) };
}

/** The Terraform JSON of a stack, as tests look at it: without the metadata that cdktf adds. */
export class Template {
  readonly json: Synthesized;

  constructor(stack: TerraformStack) {
    this.json = JSON.parse(Testing.synth(stack)) as Synthesized;
  }

  /** Resources of a type by logical id. */
  resources(type: string): Record<string, Attributes> {
    return this.json.resource?.[type] ?? {};
  }

  /** The one resource of a type. */
  resource(type: string): Attributes {
    return only(type, Object.values(this.resources(type)));
  }

  /** Logical id of the one resource of a type. */
  idOf(type: string): string {
    return only(type, Object.keys(this.resources(type)));
  }

  /** Every grant as `securable: privileges`, in logical id order. */
  grants(): string[] {
    return Object.values(this.resources("databricks_grant")).map(
      ({ catalog, schema, table, privileges }) =>
        `${String(catalog ?? schema ?? table)}: ${(privileges as string[]).join(" ")}`,
    );
  }

  output(name: string): unknown {
    return this.json.output?.[name]?.value;
  }
}

function only<T>(type: string, found: readonly T[]): T {
  if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
  return found[0]!;
}
