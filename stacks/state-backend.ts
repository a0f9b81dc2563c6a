import { resolve } from "node:path";
import { App, TerraformBackend, type TerraformRemoteState, type TerraformStack } from "cdktf";
import { backendBlock } from "../lib/terraform/backend-block";
import { escapeInterpolation } from "../lib/terraform/escape-interpolation";
import type { StateLocation } from "../lib/terraform/state-location";

type Settings = Readonly<Record<string, unknown>>;

/**
 * Where Terraform keeps the state of a stack, of any kind that `onramp.yaml` knows. The library's own classes lack a
 * setting of `s3`, and the one for `cloud` starts Terraform at synth to ask for its version.
 */
export class StateBackend extends TerraformBackend {
  readonly #settings: Settings;

  constructor(stack: TerraformStack, location: StateLocation) {
    super(stack, "backend", location.backend.kind);
    const block = backendBlock(location, stack.node.id, resolve(App.of(stack).outdir, "stacks", stack.node.id));
    this.#settings = escapeInterpolation("cloud" in block ? block.cloud : (block.backend[this.name] ?? {}));
  }

  override toTerraform(): unknown {
    return this.#placed(super.toTerraform());
  }

  override toHclTerraform(): unknown {
    return this.#placed(super.toHclTerraform());
  }

  /** Stacks of this kit know each other's things by name: a reference before the first apply would fail. */
  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error("a stack of this kit does not refer to the state of another one; look the thing up by its name");
  }

  protected override synthesizeAttributes(): Settings {
    return this.#settings;
  }

  protected override synthesizeHclAttributes(): Settings {
    const { workspaces, ...rest } = this.#settings;
    if (workspaces === undefined) return rest;
    return { ...rest, workspaces: { value: workspaces, isBlock: true, type: "map", storageClassType: "stringmap" } };
  }

  /** `cloud` is a block beside `backend`, not in it. */
  #placed(synthesized: unknown): unknown {
    if (this.name !== "cloud") return synthesized;
    const { backend } = (synthesized as { terraform: { backend: { cloud: Settings } } }).terraform;
    return { terraform: backend };
  }
}
