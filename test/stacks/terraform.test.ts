import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IntegrationConfig } from "../../lib/config/resolved";
import { PROFILES } from "../../profiles";
import { startSandbox, type Sandbox } from "../../sandbox";
import { Checkout } from "../support/checkout";
import { config, integration, qualytics } from "../support/config-fixture";

interface Change {
  readonly address: string;
  readonly change: { readonly actions: readonly string[]; readonly after: Record<string, unknown> | null };
}

let folder: string;
let sandbox: Sandbox;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "onramp-terraform-"));
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** Terraform with the embedded provider. */
function terraform() {
  const env = { ...process.env, ...sandbox.environment, ONRAMP_SANDBOX: "s", ONRAMP_SANDBOX_STATE: join(folder, "s") };
  const checkout = new Checkout(folder, env);
  let ready = false;

  /** What Terraform would change. */
  async function plan(integrations: readonly IntegrationConfig[]): Promise<Change[]> {
    checkout.synth(config({ workspace: { host: sandbox.url, cloud: "aws", rateLimit: 50 }, integrations }));
    if (!ready) await checkout.terraform("init", "-input=false");
    ready = true;
    await checkout.terraform("plan", "-input=false", "-out=plan");
    const { resource_changes: changes } = JSON.parse(await checkout.terraform("show", "-json", "plan")) as {
      resource_changes: Change[];
    };
    return changes.filter(({ change }) => !["no-op", "read"].includes(change.actions.join()));
  }
  return { plan, apply: () => checkout.terraform("apply", "-input=false", "plan") };
}

const schemaPrivileges = (changes: readonly Change[]) =>
  changes.flatMap(({ address, change: { after } }) =>
    address.startsWith("databricks_grant.") && after?.schema === "dbt_catalog.dbt_schema" ? [after.privileges] : [],
  );

test.each([
  ["1.0", ["CREATE_TABLE", "USE_SCHEMA"]],
  ["1.1", ["CREATE_TABLE", "CREATE_VIEW", "USE_SCHEMA"]],
] as const)(
  "with privilege model %s the first plan names exactly what is granted, and the second is clean",
  async (privilegeModel, expected) => {
    sandbox = await startSandbox({ privilegeModel });
    const { plan, apply } = terraform();
    const dbt = integration("dbt", { profile: PROFILES.get("dbt")! });
    expect(schemaPrivileges(await plan([dbt]))).toEqual([expected]);
    await apply();
    expect(await plan([dbt])).toEqual([]);
  },
);

test("a second form that is added later adds schema and grants, and the token stays; taken away, its schema stays", async () => {
  sandbox = await startSandbox();
  const { plan, apply } = terraform();
  const read = [{ catalog: "samples" }];
  const enrichment = { catalog: { name: "quality" }, schema: { name: "results" } };
  await plan([qualytics({ read })]);
  await apply();
  const added = await plan([qualytics({ read, secondForms: { enrichment } })]);
  expect(added.map(({ address, change }) => `${change.actions.join()} ${address.split(".")[0]}`).sort()).toEqual([
    "create databricks_catalog",
    "create databricks_grant",
    "create databricks_grant",
    "create databricks_schema",
  ]);
  await apply();
  const absent = await plan([qualytics({ read, secondForms: { enrichment }, absent: true })]);
  const actions = (type: string) =>
    absent.filter(({ address }) => address.startsWith(`${type}.`)).map(({ change }) => change.actions.join());
  expect([actions("databricks_catalog"), actions("databricks_schema")]).toEqual([["forget"], ["forget"]]);
  expect(actions("databricks_obo_token")).toEqual(["delete"]);
});
