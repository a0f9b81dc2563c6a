import { TerraformVariable } from "cdktf";
import { Catalog, ServicePrincipal, type ICatalog, type IServicePrincipal } from "../../constructs";
import { Template, testStack } from "../support/template";

test("a catalog needs a name only", () => {
  const { stack } = testStack();
  new Catalog(stack, "marketing", { name: "marketing" });
  expect(new Template(stack).json.resource).toMatchInlineSnapshot(`
   {
     "databricks_catalog": {
       "marketing_A866C7B2": {
         "force_destroy": false,
         "lifecycle": {
           "postcondition": [
             {
               "condition": "\${lower(self.id) == lower(self.name)}",
               "error_message": "Catalog \${self.id} cannot be renamed to \${self.name}: the Databricks provider would report success and rename nothing. Nothing was changed.
   To keep it, put the name \${self.id} back.
   To leave it and its data as they are and start in a new catalog \${self.name}:
     1. Deploy its integration with \`absent: true\`, which forgets the catalog and its schema without deleting them.
        For a shared catalog run \`terraform state rm databricks_catalog.marketing_A866C7B2\`, and the same for its schemas.
     2. Deploy with the new name and without \`absent\`.",
             },
           ],
           "precondition": [
             {
               "condition": "\${try(length(data.databricks_current_metastore.current_metastore.metastore_info[0].storage_root), 0) > 0}",
               "error_message": "Catalog marketing has no place for its data: the metastore of this workspace has no storage root, as is usual with Default Storage, and catalogs in Default Storage cannot be created by Terraform.
   Set the catalog's storageRoot to a path (s3://…, abfss://… or gs://…) inside an external location on which you have CREATE MANAGED STORAGE,
   or let an account admin set the storage root of the metastore.",
             },
           ],
         },
         "name": "marketing",
       },
     },
   }
  `);
});

test("every property arrives", () => {
  const { stack } = testStack();
  new Catalog(stack, "c", {
    name: "c",
    storageRoot: "abfss://x@y.dfs.core.windows.net/z",
    comment: "hers",
    owner: "eve",
  });
  expect(new Template(stack).resource("databricks_catalog")).toMatchObject({
    name: "c",
    storage_root: "abfss://x@y.dfs.core.windows.net/z",
    comment: "hers",
    owner: "eve",
    force_destroy: false,
  });
});

test("the raw resource is the default child", () => {
  const { stack } = testStack();
  const catalog = new Catalog(stack, "c", { name: "c" });
  expect(catalog.node.defaultChild).toHaveProperty("terraformResourceType", "databricks_catalog");
});

test("a name is folded to lower case, as Unity Catalog stores it", () => {
  const { stack } = testStack();
  expect(new Catalog(stack, "c", { name: "CLEVERTAP_CATALOG" }).catalogName).toBe("clevertap_catalog");
  expect(new Template(stack).resource("databricks_catalog")).toHaveProperty("name", "clevertap_catalog");
});

test("the logical id does not depend on the name, so that Terraform sees a rename as a rename and the condition refuses it", () => {
  const [before, after] = ["old", "new"].map((name) => {
    const { stack } = testStack();
    new Catalog(stack, "c", { name });
    return new Template(stack);
  });
  expect(after!.idOf("databricks_catalog")).toBe(before!.idOf("databricks_catalog"));
  const [condition] = (after!.resource("databricks_catalog").lifecycle as { postcondition: Record<string, string>[] })
    .postcondition;
  expect(condition!.condition).toBe("${lower(self.id) == lower(self.name)}");
  expect(condition!.error_message).toMatch(
    /cannot be renamed to \$\{self\.name\}[^]*put the name \$\{self\.id\} back[^]*absent: true/,
  );
});

test("catalogs share one look at the metastore", () => {
  const { stack } = testStack();
  new Catalog(stack, "a", { name: "a" });
  new Catalog(stack, "b", { name: "b" });
  expect(new Template(stack).json.data).toEqual({ databricks_current_metastore: { current_metastore: {} } });
});

test("a catalog with a storage root of its own does not ask for the metastore's", () => {
  const { stack } = testStack();
  new Catalog(stack, "c", { name: "c", storageRoot: "s3://bucket/path" });
  const template = new Template(stack);
  expect(template.json.data).toBeUndefined();
  expect(template.resource("databricks_catalog").lifecycle).not.toHaveProperty("precondition");
});

test("a name known to Terraform only is not checked, and grants on it work", () => {
  const { stack } = testStack();
  const variable = new TerraformVariable(stack, "catalog_name", { type: "string" });
  const catalog = new Catalog(stack, "c", { name: variable.stringValue });
  catalog.grantUse(new ServicePrincipal(stack, "p", { displayName: "p" }));
  const template = new Template(stack);
  expect(template.resource("databricks_catalog").name).toBe("${var.catalog_name}");
  expect(template.resource("databricks_grant")).toMatchObject({
    catalog: "${var.catalog_name}",
    depends_on: [`databricks_catalog.${template.idOf("databricks_catalog")}`],
  });
});

test.each<[string, (catalog: ICatalog, principal: IServicePrincipal) => unknown, string]>([
  ["grant", (c, p) => c.grant(p, "BROWSE", "MANAGE"), "BROWSE MANAGE"],
  ["grantUse", (c, p) => c.grantUse(p), "USE_CATALOG"],
  ["grantRead", (c, p) => c.grantRead(p), "SELECT USE_CATALOG USE_SCHEMA"],
  ["grantCreateSchema", (c, p) => c.grantCreateSchema(p), "CREATE_SCHEMA USE_CATALOG"],
])("%s confers exactly its privileges, on created and on named catalogs", (_, give, privileges) => {
  const { stack } = testStack();
  const principal = new ServicePrincipal(stack, "p", { displayName: "p" });
  give(new Catalog(stack, "created", { name: "created" }), principal);
  give(Catalog.fromCatalogName(stack, "named", "NAMED"), principal);
  const template = new Template(stack);
  expect(template.grants()).toEqual([`created: ${privileges}`, `named: ${privileges}`]);
  expect(Object.keys(template.resources("databricks_catalog"))).toHaveLength(1);
  expect(Object.values(template.resources("databricks_grant")).map((grant) => grant.depends_on)).toEqual([
    [`databricks_catalog.${template.idOf("databricks_catalog")}`],
    undefined,
  ]);
});

test.each([
  [{ name: "" }, "name is empty"],
  [{ name: "a.b" }, 'name is "a.b", allowed are'],
  [{ name: "a`b" }, "backtick"],
  [{ name: "a b" }, "space"],
  [{ name: "x".repeat(256) }, "name has 256 characters"],
  [{ name: "c", storageRoot: "/mnt/x" }, 'storageRoot is "/mnt/x", allowed is a path in an external location'],
])("refuses %j", (props, message) => {
  expect(() => new Catalog(testStack().stack, "c", props)).toThrow(message);
});

test("refuses several wrong values at once", () => {
  expect(() => new Catalog(testStack().stack, "c", { name: "a.b", storageRoot: "x" })).toThrow(
    /name is .*; storageRoot is/,
  );
});

test("refuses to create a catalog twice in one stack", () => {
  const { stack } = testStack();
  new Catalog(stack, "a", { name: "same" });
  expect(() => new Catalog(stack, "b", { name: "SAME" })).toThrow(
    /same is created twice in one stack, by .*a\/Resource and/,
  );
});
