import { startSandbox } from "../../sandbox";
import { Project } from "../support/project";

jest.setTimeout(120_000);

test("dollar and percent braces are text everywhere, in keys as well, and a second deploy changes nothing", async () => {
  const sandbox = await startSandbox();
  const project = new Project(sandbox);
  try {
    const text = JSON.stringify({
      defaults: { tags: { "cost${x}": "%{if true}" } },
      integrations: {
        clevertap: {
          catalog: { name: "c", comment: "costs ${amount} $${twice}" },
          schema: "s",
          warehouse: { name: "w ${y}", tags: { "%{z}": "$" } },
        },
      },
    });
    await project.deploy(text);
    expect(await project.deploy()).toBe("Resources: 0 added, 0 changed, 0 destroyed.");
    const { warehouses, catalogs } = sandbox.workspace.data;
    expect([...catalogs.values()].map(({ comment }) => comment)).toContain("costs ${amount} $${twice}");
    const warehouse = [...warehouses.values()].find(({ name }) => name === "w ${y}");
    expect(JSON.stringify(warehouse)).toContain('"cost${x}"');
    expect(JSON.stringify(warehouse)).toContain('"%{z}"');
  } finally {
    project.remove();
    await sandbox.close();
  }
});
