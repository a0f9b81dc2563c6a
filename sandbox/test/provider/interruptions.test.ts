import { startWorkspace, type WorkspaceUnderTest } from "./real-workspace";
import { TerraformFolder } from "./terraform";

let workspace: WorkspaceUnderTest;
let terraform: TerraformFolder;

/** Starts over with a clock that a test can put forward. */
async function start(options: Parameters<typeof startWorkspace>[0] = {}): Promise<void> {
  workspace = await startWorkspace(options);
  terraform = new TerraformFolder(workspace.host);
  terraform.write({});
  await terraform.run("init", "-no-color");
}

afterEach(async () => {
  terraform.remove();
  await workspace.host.close();
});

describe("a token that expires in the middle of an apply", () => {
  /** One thing after the other, so that the order of calls is always the same. */
  const resource = {
    databricks_catalog: { tool: { name: "shop" } },
    databricks_schema: { tool: { catalog_name: "${databricks_catalog.tool.name}", name: "crm" } },
    databricks_group: { tool: { display_name: "tools", depends_on: ["databricks_schema.tool"] } },
    databricks_grant: {
      tool: {
        schema: "${databricks_schema.tool.id}",
        principal: "${databricks_group.tool.display_name}",
        privileges: ["SELECT"],
      },
    },
    databricks_sql_endpoint: { tool: { name: "tool", cluster_size: "Small", depends_on: ["databricks_grant.tool"] } },
    databricks_permissions: {
      tool: {
        sql_endpoint_id: "${databricks_sql_endpoint.tool.id}",
        access_control: [{ group_name: "tools", permission_level: "CAN_USE" }],
      },
    },
  };

  /** Applies with a token that is good for so many calls, and gives what terraform says. */
  async function applyWithShortToken(calls: number): Promise<string> {
    let late = 0;
    await start({ now: () => Date.now() + late });
    const body = { lifetime_seconds: 600 };
    const { token_value: token } = (await workspace.admin("POST", "/api/2.0/token/create", body)) as {
      token_value: string;
    };
    terraform.write({ provider: { databricks: [{ token }] }, resource });
    let count = 0;
    workspace.beforeCall = () => {
      count += 1;
      if (count > calls) late = 3_600_000;
    };
    const { code, stderr } = await terraform.apply();
    expect(code).toBe(1);
    return stderr.replaceAll(/\s+/g, " ");
  }

  test.each([
    [0, "create catalog: Invalid access token."],
    [2, "read catalog: Invalid access token."],
    [9, "create grant: Invalid access token."],
    [11, "create sql endpoint: failed creating warehouse: Invalid access token."],
    [12, "create sql endpoint: failed waiting for warehouse to start: Invalid access token.. when rolling back, also"],
    [15, "create permissions: Invalid access token."],
    [17, "read permissions: Invalid access token."],
  ])(
    "after %d calls is told as the real provider tells it, and another token goes on from there",
    async (calls, said) => {
      expect(await applyWithShortToken(calls)).toMatch(`Error: cannot ${said}`);
      terraform.write({ resource });
      expect((await terraform.apply()).stderr).toBe("");
      expect(await terraform.plan()).toEqual([]);
    },
  );

  test("right after the creation of a catalog loses it, as with the real provider, and import finds it again", async () => {
    const said = await applyWithShortToken(1);
    expect(said).toMatch(
      "Error: cannot create catalog: cannot remove new catalog default schema: Invalid access token.",
    );
    terraform.write({ resource });
    expect((await terraform.apply()).stderr).toMatch("Catalog 'shop' already exists");
    terraform.write({ resource, import: [{ to: "databricks_catalog.tool", id: "shop" }] });
    expect((await terraform.apply()).stderr).toBe("");
    expect(await terraform.plan()).toEqual([]);
  });
});

describe("a terraform that waits for a warehouse", () => {
  const warehouse = { name: "slow", cluster_size: "Small", no_wait: false };
  const resource = {
    databricks_group: { first: { display_name: "first" } },
    databricks_sql_endpoint: { slow: { ...warehouse, depends_on: ["databricks_group.first"] } },
  };

  /** Ends terraform once, while it waits; gives the call it waits with. */
  async function applyAndEnd(signal: "SIGINT" | "SIGKILL"): Promise<string> {
    await start({ warehouseStartMillis: 3_600_000 });
    terraform.write({ resource });
    const applying = terraform.start("apply", "-auto-approve", "-no-color");
    const poll = await new Promise<string>((resolve) => {
      workspace.beforeCall = (call) => {
        if (call.startsWith("GET /api/2.0/sql/warehouses/")) resolve(call);
      };
    });
    applying.end(signal);
    await applying.done;
    return poll;
  }

  test("keeps it when it is interrupted, and goes on from there", async () => {
    await applyAndEnd("SIGINT");
    const attributes = { name: "slow", state: "STARTING" };
    expect(terraform.state().resources).toMatchObject([{ name: "first" }, { instances: [{ attributes }] }]);
    expect(await terraform.plan()).toEqual([]);
  });

  test("leaves, when it is killed, a provider that serves the next one and waits for nothing any more", async () => {
    const poll = await applyAndEnd("SIGKILL");
    expect(await terraform.plan()).toEqual(["databricks_sql_endpoint.slow: create"]);
    workspace.takeCalls();
    terraform.write({
      resource,
      import: [{ to: "databricks_sql_endpoint.slow", id: poll.split("/").at(-1) }],
    });
    expect(await terraform.plan()).toEqual([]);
    // Import and refresh look once each; nobody else looks.
    expect(workspace.takeCalls().filter((call) => call === poll)).toHaveLength(2);
    expect((await terraform.apply()).stdout).toMatch("1 imported, 0 added, 0 changed, 0 destroyed");
  });
});
