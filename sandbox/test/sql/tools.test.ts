import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import type { PrivilegeModel } from "../../state/records/identity";
import type { Caller } from "../../state/principals";
import { vendTableCredentials } from "../../state/table-credentials";
import { type Harness, refusal, run, startHarness } from "./harness";

/* What data tools do with what they are granted, and that each of these privileges is needed for it. */

interface Tool {
  readonly harness: Harness;
  readonly session: IDBSQLSession;
  readonly caller: Caller;
}

/** A deed of a tool: statements, or something done with the tool's own rights. */
type Step = string | ((tool: Tool) => unknown);

interface Deed {
  readonly model?: PrivilegeModel;
  /** Privilege on securable, everything that the deed takes. */
  readonly takes: readonly string[];
  /** What makes the securable visible, so that it is the right privilege that is missed. */
  readonly sees?: readonly string[];
  readonly steps: readonly Step[];
}

const WAY = ["USE CATALOG ON CATALOG c", "USE SCHEMA ON SCHEMA c.s"];
const file = (path: string) => (tool: Tool) =>
  tool.harness.workspace.files.write(tool.caller, path, Readable.from(['{"id": 1}']), true);

const DEEDS: Readonly<Record<string, Deed>> = {
  "reads rows, samples and aggregates": {
    takes: [...WAY, "SELECT ON SCHEMA c.s"],
    steps: ["SELECT name FROM c.s.t LIMIT 1", "SELECT count(*), min(id), max(id) FROM c.s.t"],
  },
  "reads a system schema": {
    takes: ["USE CATALOG ON CATALOG system", "USE SCHEMA ON SCHEMA system.billing", "SELECT ON SCHEMA system.billing"],
    steps: ["SELECT * FROM system.billing.usage LIMIT 1"],
  },
  "may change a table of somebody else": {
    takes: [...WAY, "SELECT ON TABLE c.s.t", "MODIFY ON TABLE c.s.t"],
    steps: ["DELETE FROM c.s.t WHERE false"],
  },
  "creates, fills, merges, reads and drops a table": {
    takes: [...WAY, "CREATE TABLE ON SCHEMA c.s"],
    steps: [
      "CREATE TABLE c.s.own (id INT, name STRING)",
      "INSERT INTO c.s.own VALUES (1, 'a')",
      "MERGE INTO c.s.own o USING (SELECT 1 AS id, 'b' AS name) n ON o.id = n.id WHEN MATCHED THEN UPDATE SET name = n.name WHEN NOT MATCHED THEN INSERT *",
      "SELECT * FROM c.s.own",
      "DROP TABLE c.s.own",
    ],
  },
  "creates, reads and drops a view": {
    takes: [...WAY, "CREATE TABLE ON SCHEMA c.s"],
    steps: ["CREATE VIEW c.s.own AS SELECT 1 AS x", "SELECT * FROM c.s.own", "DROP VIEW c.s.own"],
  },
  "creates, reads and drops a view, from privilege model 1.1 on": {
    model: "1.1",
    takes: [...WAY, "CREATE VIEW ON SCHEMA c.s"],
    steps: ["CREATE VIEW c.s.own AS SELECT 1 AS x", "SELECT * FROM c.s.own", "DROP VIEW c.s.own"],
  },
  "creates and drops a materialized view": {
    takes: [...WAY, "CREATE MATERIALIZED VIEW ON SCHEMA c.s"],
    steps: ["CREATE MATERIALIZED VIEW c.s.own AS SELECT 1 AS x", "DROP MATERIALIZED VIEW c.s.own"],
  },
  "stages a file in a volume of its own and loads it": {
    takes: [...WAY, "CREATE TABLE ON SCHEMA c.s", "CREATE VOLUME ON SCHEMA c.s"],
    steps: [
      "CREATE TABLE c.s.own (id BIGINT)",
      "CREATE VOLUME c.s.own",
      file("/Volumes/c/s/own/a.json"),
      "COPY INTO c.s.own FROM '/Volumes/c/s/own' FILEFORMAT = JSON",
      "DROP VOLUME c.s.own",
      "DROP TABLE c.s.own",
    ],
  },
  "lists, writes and deletes files in a volume of somebody else": {
    takes: [...WAY, "READ VOLUME ON VOLUME c.s.v", "WRITE VOLUME ON VOLUME c.s.v"],
    steps: [
      "LIST '/Volumes/c/s/v'",
      file("/Volumes/c/s/v/a.json"),
      ({ harness, caller }) => harness.workspace.files.remove(caller, "/Volumes/c/s/v/a.json"),
    ],
  },
  "calls a function": { takes: [...WAY, "EXECUTE ON FUNCTION c.s.f"], steps: ["SELECT `c`.`s`.`f`(1)"] },
  "makes a schema of its own with a table in it": {
    takes: ["USE CATALOG ON CATALOG c", "CREATE SCHEMA ON CATALOG c"],
    steps: ["CREATE SCHEMA c.own", "CREATE TABLE c.own.t (id INT)", "DROP TABLE c.own.t", "DROP SCHEMA c.own"],
  },
  "gets storage credentials of a table": {
    takes: [...WAY, "SELECT ON TABLE c.s.t", "EXTERNAL USE SCHEMA ON SCHEMA c.s"],
    steps: [
      ({ harness: { workspace }, caller }) => {
        const table = workspace.unityCatalog.findTable("c", "s", "t");
        return vendTableCredentials(workspace, caller, table?.id ?? "", "READ");
      },
    ],
  },
  "puts tags on a table": {
    takes: [...WAY, "APPLY TAG ON TABLE c.s.t"],
    sees: ["SELECT ON TABLE c.s.t"],
    steps: ["ALTER TABLE c.s.t SET TAGS ('seen')"],
  },
  "changes who may do what": {
    takes: ["USE CATALOG ON CATALOG c", "MANAGE ON SCHEMA c.s"],
    sees: ["USE SCHEMA ON SCHEMA c.s"],
    steps: [
      "SHOW GRANTS ON SCHEMA c.s",
      "GRANT SELECT ON SCHEMA c.s TO users",
      "REVOKE SELECT ON SCHEMA c.s FROM users",
    ],
  },
};

const folder = mkdtempSync(join(tmpdir(), "files-"));
const tools = new Map<PrivilegeModel, Promise<Tool>>();
afterAll(async () => {
  await Promise.all([...tools.values()].map(async (tool) => (await tool).harness.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(privilegeModel: PrivilegeModel): Promise<Tool> {
  const harness = await startHarness({
    workspaceOptions: { privilegeModel, filesFolder: join(folder, privilegeModel) },
  });
  await harness.admin(
    "CREATE CATALOG c",
    "CREATE SCHEMA c.s",
    "CREATE TABLE c.s.t AS SELECT 1 AS id, 'a' AS name",
    "CREATE VOLUME c.s.v",
    "CREATE FUNCTION c.s.f(x INT) RETURNS INT RETURN x",
  );
  const { name, token } = harness.tool();
  const principal = harness.workspace.principals.findByName(name);
  if (principal?.kind !== "servicePrincipal") throw new Error(name);
  return { harness, session: await harness.connect(token), caller: harness.workspace.principals.asCaller(principal) };
}

/** The tool of a workspace, with these privileges and nothing else. */
async function toolWith(model: PrivilegeModel, grants: readonly string[]): Promise<Tool> {
  if (!tools.has(model)) tools.set(model, start(model));
  const tool = (await tools.get(model)) as Tool;
  tool.harness.workspace.data.grants.forEach((held) => held.delete(tool.caller.name));
  await tool.harness.admin(...grants.map((grant) => `GRANT ${grant} TO \`${tool.caller.name}\``));
  return tool;
}

async function perform(tool: Tool, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await (typeof step === "string" ? run(tool.session, step) : step(tool));
}

/** What the first step that is refused says. */
async function firstRefusal(tool: Tool, steps: readonly Step[]): Promise<string> {
  for (const step of steps) {
    try {
      await (typeof step === "string" ? run(tool.session, step) : step(tool));
    } catch (error) {
      return typeof step === "string" ? refusal(tool.session, step) : (error as Error).message;
    }
  }
  return "was not refused";
}

const cases = Object.entries(DEEDS).map(([deed, facts]) => ({ deed, model: "1.0" as const, sees: [], ...facts }));

test.each(cases)("$deed", async ({ model, takes, sees, steps }) => {
  await perform(await toolWith(model, [...sees, ...takes]), steps);
});

test.each(cases.flatMap(({ takes, ...rest }) => takes.map((missing) => ({ ...rest, takes, missing }))))(
  "refuses what $deed takes without $missing",
  async ({ model, takes, sees, steps, missing }) => {
    const tool = await toolWith(
      model,
      [...sees, ...takes].filter((each) => each !== missing),
    );
    const [privilege = "", , name = ""] = /^(.*) ON (\w+) (.*)$/.exec(missing)?.slice(1) ?? [];
    const message = await firstRefusal(tool, steps);
    expect(message).toMatch(new RegExp(`does not have ${privilege} on \\w+ '${name.replaceAll(".", "\\.")}`));
    await tidy(tool.harness);
  },
);

/** Removes what a tool left behind when it was refused half-way. */
const tidy = (harness: Harness) =>
  harness.admin("DROP TABLE IF EXISTS c.s.own", "DROP VOLUME IF EXISTS c.s.own", "DROP SCHEMA IF EXISTS c.own CASCADE");
