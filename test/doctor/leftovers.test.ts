import { Readable } from "node:stream";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Input } from "../../scripts/cli/hidden-prompt";
import { inYaml, oneOf, Surroundings, type ManagedResource } from "./surroundings";

const CLEVERTAP = "integrations:\n  clevertap: { catalog: c, schema: s }\n";
const READER = "integrations:\n  reader: { tool: generic-reader, credential: { kind: oauth }, read: [main.default] }\n";
const DAY = 24 * 60 * 60;

let at: Surroundings;
const set = (yaml: string) => (at = new Surroundings(yaml));

afterEach(() => at.close());

/** A service principal that the state holds, as after a deploy. */
function deployedPrincipal(name: string) {
  const principal = at.workspace.principals.addServicePrincipal({
    displayName: name,
    entitlements: ["databricks-sql-access"],
  });
  const { id, applicationId } = principal;
  const managed: ManagedResource = [
    "databricks_service_principal",
    { id, application_id: applicationId, display_name: name },
    `integrations_${name}_principal_0A1B2C3D`,
  ];
  return { principal, managed };
}

function tokenOf(name: string, comment: string) {
  const { credentials, principals, admin } = at.workspace;
  const principal = principals.all("servicePrincipal").find(({ displayName }) => displayName === name);
  if (principal?.kind !== "servicePrincipal") throw new Error(`no service principal ${name}`);
  return credentials.createTokenOnBehalfOf(admin, principal.applicationId, comment, 90 * DAY).token.id;
}

const answering = (line: string): Input => Object.assign(Readable.from([`${line}\n`]), { isTTY: true as const });
const isThere = (token: string) => at.workspace.data.accessTokens.has(token);

/** From now on it is a workspace like any other. */
function leaveSandbox(): void {
  for (const name of Object.keys(at.env)) if (name.startsWith("ONRAMP_")) delete at.env[name];
}

describe("after a run that was cut off", () => {
  test("warns of the run itself", async () => {
    set(CLEVERTAP);
    const note = { Operation: "OperationTypeApply", Who: "ada@laptop", Created: "2026-11-20T10:11:12.5Z" };
    writeFileSync(join(at.folder, ".onramp.tfstate.lock.info"), JSON.stringify(note));
    expect(await at.complaints()).toMatchObject(
      oneOf("interrupted", "WARN", {
        message: "onramp by ada@laptop on 2026-11-20 10:11 UTC was cut off",
        fix: "orphans",
      }),
    );
  });

  test("fails for what it made and no state holds, with the import", async () => {
    set("warehouses: { bi: { size: Small } }\n" + CLEVERTAP.replace("s }", "s, warehouse: bi }"));
    const { unityCatalog, admin, warehouses } = at.workspace;
    unityCatalog.createCatalog(admin, { name: "c" });
    const { id } = warehouses.create(admin, { name: "bi", clusterSize: "Small" });
    const complaints = await at.complaints();
    expect(complaints.map(({ message }) => message)).toEqual([
      "the catalog c exists already",
      "the warehouse bi exists already",
    ]);
    expect(complaints[1]?.fix).toContain(`under warehouses\nbi: { existing: ${inYaml(id)} }`);
    expect(complaints[1]?.fix).toContain(`\nbi: { name: bi, size: Small, import: ${inYaml(id)} }`);
    at.write(
      `warehouses: { bi: { name: bi, size: Small, import: ${inYaml(id)} } }\n` +
        "integrations:\n  clevertap: { catalog: { import: c }, schema: s, warehouse: bi }\n",
    );
    expect(await at.complaints()).toEqual([]);
  });

  test("warns of a service principal of the wanted name, with the import", async () => {
    set(READER);
    const { principal, managed } = deployedPrincipal("reader");
    const line = `principal: { import: ${JSON.stringify(principal.id)} }`;
    expect(await at.complaints()).toMatchObject(
      oneOf("orphans", "WARN", {
        message: `service principal reader (${principal.id})`,
        fix: `integrations.reader\n${line}`,
      }),
    );
    at.write(READER.replace("read:", `${line}, read:`));
    expect(await at.complaints()).toEqual([]);
    at.write(READER);
    at.hold(managed);
    expect(await at.complaints()).toEqual([]);
  });

  test("warns of secrets of the kit's principal beyond the state, unless they are made elsewhere", async () => {
    set(READER);
    const { principal, managed } = deployedPrincipal("reader");
    const { credentials, admin } = at.workspace;
    const [known, lost] = [1, 2].map(() => credentials.createSecret(admin, principal, 90 * DAY).secret.id);
    at.hold(managed, ["databricks_service_principal_secret", { id: known! }]);
    const fix = `databricks service-principal-secrets-proxy delete ${principal.id} ${lost}`;
    expect(await at.complaints()).toMatchObject(
      oneOf("orphans", "WARN", { message: `secret of reader (${lost})`, fix }),
    );
    at.write(READER.replace("oauth", "external"));
    expect(await at.complaints()).toEqual([]);
  });
});

describe("--fix", () => {
  /** One token that the state holds, one that was lost, and others' that only look alike. */
  function tokens() {
    set(CLEVERTAP);
    const { managed } = deployedPrincipal("clevertap");
    const { principals, credentials, admin } = at.workspace;
    principals.addServicePrincipal({ displayName: "another project's" });
    const kept = tokenOf("clevertap", "onramp:clevertap");
    const lost = tokenOf("clevertap", "onramp:clevertap");
    const strange = [
      tokenOf("clevertap", "made by hand"),
      tokenOf("another project's", "onramp:clevertap"),
      credentials.createToken(admin, "onramp:clevertap", 90 * DAY).token.id,
    ];
    at.hold(managed, ["databricks_obo_token", { id: kept }]);
    return { kept, lost, strange };
  }

  test("is what the doctor asks for when a token was lost", async () => {
    const { lost } = tokens();
    expect(await at.complaints()).toMatchObject(
      oneOf("orphans", "WARN", {
        message: `no state holds a token of clevertap (${lost})`,
        fix: "onramp -- doctor --fix",
      }),
    );
  });

  test("revokes that token after a yes, and no other one", async () => {
    const { kept, lost, strange } = tokens();
    const { code, err } = await at.fix({ input: answering("y") }, true);
    expect(code).toBe(0);
    expect(err).toMatch(
      new RegExp(`^Tokens of .*\n  onramp:clevertap  of clevertap  created 20.*Z  id ${lost}\nRevoke it\\? `),
    );
    expect([kept, lost, ...strange].map(isThere)).toEqual([true, false, true, true, true]);
    expect(at.methods.filter((method) => method !== "GET")).toEqual(["DELETE"]);
  });

  test("changes nothing after anything else", async () => {
    const { lost } = tokens();
    const { err } = await at.fix({ input: answering("") }, true);
    expect(err).toContain("Nothing was changed.");
    expect(isThere(lost)).toBe(true);
    expect(new Set(at.methods)).toEqual(new Set(["GET"]));
  });

  test("refuses without a terminal, naming --yes, and goes on with it", async () => {
    const { lost } = tokens();
    await expect(at.fix({ input: Object.assign(answering("y"), { isTTY: false }) })).rejects.toMatchObject({
      exitCode: 2,
      fix: [expect.stringContaining("--yes") as string],
    });
    expect(isThere(lost)).toBe(true);
    const { out } = await at.fix({ yes: true, json: true });
    expect(JSON.parse(out)).toMatchObject({
      revoked: [{ id: lost, comment: "onramp:clevertap", ownerName: "clevertap" }],
    });
    expect(isThere(lost)).toBe(false);
  });

  test("revokes the lost token of an adopted principal", async () => {
    set("");
    const { applicationId } = at.workspace.principals.addServicePrincipal({ displayName: "old" });
    at.write(`integrations:\n  clevertap: { catalog: c, schema: s, principal: { existing: ${applicationId} } }\n`);
    const lost = tokenOf("old", "onramp:clevertap");
    await at.fix({ yes: true });
    expect(isThere(lost)).toBe(false);
  });

  test.each([
    ["for another integration", "onramp:reporting", ""],
    ["for one whose credential is made elsewhere", "onramp:clevertap", ", credential: { kind: external }"],
  ])("leaves a token of an adopted principal alone that is %s", async (_what, comment, more) => {
    set("");
    const { applicationId } = at.workspace.principals.addServicePrincipal({ displayName: "old" });
    at.write(
      `integrations:\n  clevertap: { catalog: c, schema: s, principal: { existing: ${applicationId} }${more} }\n`,
    );
    const elsewhere = tokenOf("old", comment);
    expect(await at.complaints()).toEqual([]);
    await at.fix({ yes: true });
    expect(isThere(elsewhere)).toBe(true);
  });

  test("does nothing when nothing was lost, and asks nobody", async () => {
    set(CLEVERTAP);
    const { err } = await at.fix();
    expect(err).toContain("Nothing to mend");
    expect(new Set(at.methods)).toEqual(new Set(["GET"]));
  });

  test("refuses when the state cannot be read: then every token looks lost", async () => {
    const { kept, lost } = tokens();
    writeFileSync(join(at.folder, "onramp.tfstate"), "no state");
    await expect(at.fix({ yes: true })).rejects.toMatchObject({ exitCode: 2 });
    expect([kept, lost].map(isThere)).toEqual([true, true]);
  });

  test("refuses when the last run could not save the state: what it made looks lost", async () => {
    const { lost } = tokens();
    at.env.CDKTF_OUTDIR = join(at.folder, "cdktf.out");
    const stack = join(at.env.CDKTF_OUTDIR, "stacks", "onramp");
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, "errored.tfstate"), "{}");
    await expect(at.fix({ yes: true })).rejects.toMatchObject({ exitCode: 2 });
    expect(isThere(lost)).toBe(true);
  });

  test("refuses --yes alone", async () => {
    set(CLEVERTAP);
    await expect(at.fix({ fix: false, yes: true })).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe("the states", () => {
  test("fails for one that is damaged, without quoting it, and still looks at the workspace", async () => {
    set(READER);
    writeFileSync(join(at.folder, "onramp.tfstate"), "a-secret");
    const { code, report } = await at.examine();
    expect(report.findings.filter(({ status }) => status !== "PASS")).toMatchObject(
      oneOf("backend", "FAIL", { message: "is no Terraform state", fix: "onramp.tfstate.backup" }),
    );
    expect(report.findings.map(({ id }) => id)).toContain("grant-rights");
    expect(JSON.stringify(report)).not.toContain("a-secret");
    expect(code).toBe(1);
  });

  test("fails for one of another workspace", async () => {
    set(READER);
    const outputs = { workspace: { value: "https://other.cloud.databricks.com", type: "string" } };
    writeFileSync(join(at.folder, "onramp.tfstate"), JSON.stringify({ version: 4, outputs, resources: [] }));
    expect(await at.complaints()).toMatchObject(
      oneOf("backend", "FAIL", { message: "another workspace", fix: "https://other.cloud.databricks.com" }),
    );
  });

  test("fails when the backend cannot be read, with Terraform's reason", async () => {
    set('backend: { kind: http, address: "https://states.example.com" }\n' + READER);
    const program = join(at.folder, "terraform");
    const answers = 'case "$1" in version) echo "Terraform v1.11.4";; *) echo "Error: no access" >&2; exit 1;; esac';
    writeFileSync(program, `#!/bin/sh\n${answers}\n`, { mode: 0o755 });
    at.env.TERRAFORM_BINARY_NAME = program;
    leaveSandbox();
    expect((await at.complaints()).filter(({ id }) => id === "backend")).toMatchObject(
      oneOf("backend", "FAIL", {
        message: "the Terraform state cannot be read",
        cause: "no access",
        fix: "credentials",
      }),
    );
  });

  test("warns on a real workspace without the provider's lock file, with the commands that make it", async () => {
    set(READER);
    leaveSandbox();
    const ofProvider = async () => (await at.complaints()).filter(({ id }) => id === "provider");
    expect(await ofProvider()).toMatchObject(
      oneOf("provider", "WARN", {
        message: "databricks 1.99.0",
        fix: "\ncp cdktf.out/stacks/onramp/.terraform.lock.hcl .",
      }),
    );
    writeFileSync(join(at.folder, ".terraform.lock.hcl"), "");
    expect(await ofProvider()).toEqual([]);
  });

  test("warns of an integration without an entry, with the tool's own steps and how to keep its data", async () => {
    set(READER);
    const { managed } = deployedPrincipal("clevertap");
    at.hold(managed);
    const [complaint, ...others] = await at.complaints();
    expect(others).toEqual([]);
    expect(complaint).toMatchObject({ id: "gone-entries", status: "WARN" });
    expect(complaint?.fix).toContain("select the connection clevertap, choose Delete");
    expect(complaint?.fix).toContain("npm run onramp -- state forget clevertap");
    expect(complaint?.fix).not.toContain("absent: true");

    at.env.ONRAMP_SANDBOX_CLOUD = "azure";
    const onAzure = (await at.complaints()).find(({ id }) => id === "gone-entries");
    expect(onAzure?.fix).toContain("write the entry again, with absent: true");
  });

  test("warns of a stack that no entry is in any more", async () => {
    set(READER);
    at.holdIn("old", deployedPrincipal("kater").managed);
    expect(await at.complaints()).toMatchObject(
      oneOf("backend", "WARN", { message: "stack old is in the config no more", fix: "stack: old" }),
    );
  });
});
