import { ServiceError } from "../../lib/databricks/http/service-error";
import type { Privilege } from "../../lib/databricks/privilege";
import { ATLAN, checkTool, customers, EXISTING, READS, VENDED, type Situation } from "../support/stand-in-tool";
import { denied, PRINCIPAL, type Script } from "../support/stand-in-workspace";

describe("where there is nothing to try on", () => {
  const EMPTY: Script = [[/information_schema/, []]];

  test.each<[string, string, Situation, Privilege]>([
    ["select", "kater", READS, "SELECT"],
    ["sample", "kater", READS, "SELECT"],
    ["aggregate", "kater", READS, "SELECT"],
    ["modify", "immuta", READS, "MODIFY"],
    ["read-volume", "atlan", ATLAN, "READ_VOLUME"],
    ["execute", "atlan", ATLAN, "EXECUTE"],
    ["existing-volume", "generic-writer", EXISTING, "READ_VOLUME"],
    ["credential-vending", "elementary", VENDED, "SELECT"],
  ])(
    "%s of %s is skipped with the reason, and fails when the privilege is missing",
    async (id, tool, where, needed) => {
      const empty = await checkTool(tool, { ...where, script: EMPTY });
      expect(empty.of(id)).toMatchObject({
        status: "SKIP",
        message: expect.stringMatching(/there is no|has one|sees no table/) as string,
      });
      const hidden = await checkTool(tool, { ...where, script: EMPTY, without: needed });
      const failed = hidden.report.test_results.filter(({ status }) => status === "FAIL");
      const grant = `GRANT ${needed.replaceAll("_", " ")} ON SCHEMA`;
      expect(failed.map(({ fix }) => fix)).toContainEqual(expect.stringContaining(grant));
    },
  );

  test("what may be missing is not guessed where grants may not be listed", async () => {
    const script: Script = [...EMPTY, [/^SHOW GRANTS/, denied("User does not have MANAGE.")]];
    expect((await checkTool("kater", { ...READS, script })).of("select").status).toBe("SKIP");
  });

  test("a table that the tool owns says nothing about those of others", async () => {
    const mine: Script = [[/information_schema\.tables/, [{ ...customers, table_owner: PRINCIPAL }]]];
    expect((await checkTool("immuta", { ...READS, script: mine })).of("modify").status).toBe("SKIP");
  });

  test("a function that does not take NULL is not held against the tool", async () => {
    const script: Script = [[/^SELECT `shop`\.`crm`\.`double`/, new ServiceError("DIVIDE_BY_ZERO", { kind: "other" })]];
    expect((await checkTool("atlan", { ...ATLAN, script })).of("execute")).toMatchObject({
      status: "PASS",
      message: "calls a function: shop.crm.double, which does not take NULL",
    });
  });
});
