import { Lazy, type TerraformResource } from "cdktf";

/** Lets a resource wait for others that the program may name later; asked for when the stack is synthesized. */
export function waitFor(resource: TerraformResource, needed: () => readonly TerraformResource[]): void {
  resource.dependsOn = Lazy.listValue(
    { produce: () => needed().map((each) => `${each.terraformResourceType}.${each.friendlyUniqueId}`) },
    { omitEmpty: true },
  );
}
