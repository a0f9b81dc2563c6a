import type { TerraformResource } from "cdktf";

/**
 * Makes something that is there already the stack's own, by an `import` block, which Terraform passes over once it is
 * in the state. As long as the block stands, what the program does not say stays as it is.
 *
 * @param asItIs attributes that stay whatever the program says
 * @param said what the program says by attribute; undefined = nothing
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export function importAsItIs(
  resource: TerraformResource,
  id: string,
  asItIs: readonly string[],
  said: Readonly<Record<string, unknown>>,
): void {
  resource.importFrom(id);
  keepAsItIs(resource, asItIs, said);
}

/**
 * Of something that is in the workspace: what the program does not say stays as it is.
 *
 * @param asItIs attributes that stay whatever the program says
 * @param said what the program says by attribute; undefined = nothing
 */
export function keepAsItIs(
  resource: TerraformResource,
  asItIs: readonly string[],
  said: Readonly<Record<string, unknown>>,
): void {
  const unsaid = Object.keys(said).filter((attribute) => said[attribute] === undefined);
  resource.lifecycle = { ...resource.lifecycle, ignoreChanges: [...asItIs, ...unsaid] };
}
