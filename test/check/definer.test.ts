import { ATLAN, checkTool, READS } from "../support/stand-in-tool";
import { denied } from "../support/stand-in-workspace";

const TABLE = "GET /api/2.1/unity-catalog/tables/shop.crm.customers";

test("a function whose body may not use another is its owner's to mend", async () => {
  const { of } = await checkTool("atlan", {
    ...ATLAN,
    script: [[/^SELECT `shop`\.`crm`\.`double`/, denied("User does not have EXECUTE on Function 'fx.lib.rate'.")]],
    routes: {
      "GET /api/2.1/unity-catalog/functions/shop.crm.double": {
        body: {
          name: "double",
          owner: "ann@example.com",
          input_params: { parameters: [] },
          routine_dependencies: { dependencies: [{ function: { function_full_name: "fx.lib.rate" } }] },
        },
      },
    },
  });
  expect(of("execute").cause).toBe(
    "the function shop.crm.double works with the rights of its owner ann@example.com, who lacks EXECUTE on the function fx.lib.rate",
  );
  expect(of("execute").fix?.split("\n").slice(1)).toEqual([
    "GRANT EXECUTE ON FUNCTION `fx`.`lib`.`rate` TO `ann@example.com`",
  ]);
});

test("a row filter that may not look something up is not the tool's to be granted", async () => {
  const { of } = await checkTool("kater", {
    ...READS,
    script: [[/^SELECT \* FROM `shop`/, denied("User does not have SELECT on Table 'hr.rules.regions'.")]],
    routes: {
      [TABLE]: {
        body: {
          name: "customers",
          owner: "ann@example.com",
          table_type: "MANAGED",
          row_filter: { function_name: "hr.rules.by_region" },
          columns: [{ name: "id" }, { name: "name", mask: { function_name: "hr.rules.hide" } }],
        },
      },
    },
  });
  expect(of("select").cause).toContain("row filter or mask: hr.rules.by_region, hr.rules.hide");
  expect(of("select").cause).toContain("lacks SELECT on the table hr.rules.regions");
  expect(of("select").fix).not.toMatch(/TO `3f0a/);
});

test("an owner further down is not blamed on the one at the top", async () => {
  const { of } = await checkTool("kater", {
    ...READS,
    script: [[/^SELECT \* FROM `shop`/, denied("User does not have SELECT on Table 'deep.base.t'.")]],
    routes: {
      [TABLE]: {
        body: {
          name: "customers",
          owner: "ann@example.com",
          table_type: "VIEW",
          view_dependencies: { dependencies: [{ table: { table_full_name: "mid.mart.v" } }] },
        },
      },
    },
  });
  expect(of("select").cause).toMatch(/who, or the owner of something that it goes through, lacks SELECT/);
});

test("what is held and refused all the same is not to be granted again", async () => {
  const { of } = await checkTool("kater", {
    ...READS,
    script: [[/^SELECT \* FROM `shop`/, denied("User does not have SELECT on Table 'shop.crm.customers'.")]],
  });
  expect(of("select").cause).toMatch(/^refused \(.*\), though the service principal holds what it takes/);
  expect(of("select").fix).not.toContain("GRANT");
});
