import { Token, type Postcondition, type TerraformDataSource, type TerraformResource } from "cdktf";

/** What to import: the id itself, or a data source that finds it while Terraform plans. */
export type ImportedId = string | TerraformDataSource;

/**
 * Makes something that is there already the stack's own, by an `import` block, which Terraform passes over once
 * anything is in the state there: so a plan fails where that is another thing than the block names. As long as the block
 * stands, what the program does not say stays as it is.
 *
 * @param asItIs attributes that stay whatever the program says
 * @param said what the program says by attribute; undefined = nothing
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export function importAsItIs(
  resource: TerraformResource,
  id: ImportedId,
  asItIs: readonly string[],
  said: Readonly<Record<string, unknown>>,
): void {
  resource.importFrom(typeof id === "string" ? id : id.getStringAttribute("id"));
  keepAsItIs(resource, asItIs, said);
  const condition = isTheOne(id);
  if (condition === undefined) return;
  const { postcondition = [] } = (resource.lifecycle ?? {}) as { postcondition?: Postcondition[] };
  // The same list, to which a construct may add more.
  postcondition.unshift({ condition, errorMessage: anotherOne(id) });
  resource.lifecycle = { ...resource.lifecycle, postcondition };
}

/** Nothing for an id that only Terraform knows. */
function isTheOne(id: ImportedId): string | undefined {
  if (typeof id === "string" && Token.isUnresolved(id)) return undefined;
  return `\${lower(self.id) == lower(${typeof id === "string" ? JSON.stringify(id) : expressionOf(id)})}`;
}

const expressionOf = (data: TerraformDataSource) => `data.${data.terraformResourceType}.${data.friendlyUniqueId}.id`;

function anotherOne(id: ImportedId): string {
  const named = typeof id === "string" ? id : `\${${expressionOf(id)}}`;
  return [
    `This stack has \${self.id} here, which it made or took over before, and import names another one, ${named}. Nothing was changed.`,
    "To go on with what it has, remove import.",
    `To take ${named} over in its place, let go of what it has first: write existing in place of import, deploy, then write import again. A service principal that the stack made is deleted by that; everything else stays in the workspace.`,
  ].join("\n");
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
