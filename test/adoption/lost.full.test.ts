import { parse } from "yaml";
import { startSandbox, type Sandbox } from "../../sandbox";
import { adminCall } from "../support/as-admin";
import { startHttpStates, type HttpStates } from "../support/http-states";
import { failures, Project } from "../support/project";
import { difference, take, type Taken } from "../support/workspace-diff";

jest.setTimeout(300_000);

const UNITY = "/api/2.1/unity-catalog";
const SCIM = "/api/2.0/preview/scim/v2";
const UNCHANGED = "Resources: 0 added, 0 changed, 0 destroyed.";

type Entry = Readonly<Record<string, unknown>>;

/** A deploy of which one answer is lost: the workspace does what it was asked, and Terraform never hears of it. */
class Lossy {
  readonly project: Project;
  readonly before: Taken;
  readonly #sandbox: Sandbox;
  readonly #states?: HttpStates;
  readonly #entry: Entry;
  #added: Entry = {};

  private constructor(sandbox: Sandbox, entry: Entry, states?: HttpStates) {
    this.#sandbox = sandbox;
    this.#entry = entry;
    this.#states = states;
    const real = { ONRAMP_SANDBOX: "", ONRAMP_SANDBOX_CLOUD: "", ONRAMP_SANDBOX_STATE: "" };
    this.project = new Project(sandbox, states && real);
    this.before = take(sandbox);
  }

  static async open(backend: string, entry: Entry): Promise<Lossy> {
    const states = backend === "http" ? await startHttpStates() : undefined;
    return new Lossy(await startSandbox(), entry, states);
  }

  async close(): Promise<void> {
    this.project.remove();
    await this.#sandbox.close();
    await this.#states?.close();
  }

  write(): void {
    const entries = { clevertap: { ...this.#entry, ...this.#added } };
    const where = this.#states && {
      workspace: { cloud: "aws" },
      backend: { kind: "http", address: this.#states.address },
    };
    this.project.write(JSON.stringify({ ...where, integrations: entries }));
  }

  async loseAnswer(method: string, path: string): Promise<void> {
    const { struck } = this.#sandbox.faults.order({ method, path, fault: { afterwards: true, effect: "reset" } });
    this.write();
    await this.project.prepare();
    const { code, stderr } = await this.project.apply().ended;
    expect([code, struck.length, stderr]).toEqual([1, 1, stderr]);
  }

  /** Does what synth says until it says no more, and deploys. */
  async recover(): Promise<string> {
    let said = "";
    for (let round = 0; round < 4; round++) {
      const state = take(this.#sandbox);
      const { code, stderr } = await this.project.synth();
      if (code === 0) {
        await this.project.deploy();
        return said;
      }
      expect([code, difference(state, take(this.#sandbox))]).toEqual([2, []]);
      said += stderr;
      for (const [, line = ""] of stderr.matchAll(/: under integrations\.clevertap write (.*)$/gm)) {
        this.#added = { ...this.#added, ...(parse(line) as Entry) };
      }
      for (const [, line = ""] of stderr.matchAll(/: under integrations\.clevertap\.\w+ write (.*)$/gm)) {
        throw new Error(`an unforeseen place: ${line}`);
      }
      if (/: run .*onramp (-- )?doctor --fix$/m.test(stderr)) await this.project.onramp("doctor", "--fix", "--yes");
      for (const [, principal, id] of stderr.matchAll(
        /: run databricks service-principal-secrets-proxy delete (\S+) (\S+)$/gm,
      )) {
        await adminCall(
          this.#sandbox,
          "DELETE",
          `/api/2.0/accounts/servicePrincipals/${principal}/credentials/secrets/${id}`,
        );
      }
      this.write();
    }
    throw new Error(`still refused:\n${said}`);
  }

  /** Takes the import lines out again, checks and destroys: nothing may be left or there twice. */
  async goOn() {
    const { data } = this.#sandbox.workspace;
    this.#added = {};
    this.write();
    await this.project.deploy();
    const principals = [...data.principals.values()].filter(({ displayName }) => displayName === "clevertap").length;
    const own = [...data.principals.values()].find(({ displayName }) => displayName === "clevertap")?.id;
    const credentials = [...data.accessTokens.values(), ...data.clientSecrets.values()];
    return {
      failed: failures(await this.project.check()),
      again: await this.project.deploy(),
      principals,
      credentials: credentials.filter(({ principalId }) => principalId === own).length,
      destroyed: (await this.project.terraform("destroy", "-input=false", "-auto-approve").ended).code,
      left: difference(this.before, take(this.#sandbox)),
    };
  }
}

const WELL = { failed: [], again: UNCHANGED, principals: 1, credentials: 1, destroyed: 0, left: [] };

/** Its schema `default` was never removed, so that the catalog is not empty, and is not deleted. */
const WITH_DEFAULT = {
  ...WELL,
  destroyed: 1,
  left: ["+ catalogs.c", "+ schemas.c.default", "+ schemas.c.information_schema"],
};

const PAT: Entry = { catalog: "c", schema: "s" };
const OAUTH: Entry = { tool: "generic-writer", catalog: "c", schema: "s", credential: { kind: "oauth" } };
const SECRETS = "/api/2.0/accounts/servicePrincipals/*";

let lossy: Lossy;
afterEach(() => lossy.close());

const LOST: [what: string, entry: Entry, method: string, path: string, says: string, doctor: string][] = [
  ["POST of the catalog", PAT, "POST", `${UNITY}/catalogs`, "the catalog c: under", "the catalog c exists already"],
  [
    "DELETE of its default schema",
    PAT,
    "DELETE",
    `${UNITY}/schemas/c.default`,
    "the catalog c: under",
    "the catalog c exists",
  ],
  ["POST of the schema", PAT, "POST", `${UNITY}/schemas`, "the schema c.s: under", "the schema c.s exists already"],
  [
    "POST of the warehouse",
    PAT,
    "POST",
    "/api/2.0/sql/warehouses",
    "the warehouse clevertap (",
    "the warehouse clevertap exists",
  ],
  [
    "POST of the principal",
    PAT,
    "POST",
    `${SCIM}/ServicePrincipals`,
    "the service principal clevertap (",
    "the service principal clevertap",
  ],
  [
    "POST of the token",
    PAT,
    "POST",
    "/api/2.0/token-management/on-behalf-of/tokens",
    "a token of clevertap (",
    "a token of clevertap",
  ],
  ["POST of the secret", OAUTH, "POST", SECRETS, "a secret of clevertap (", "a secret of clevertap"],
];

describe.each(["local", "http"])("with states in the %s backend, after a lost answer to the", (backend) => {
  test.each(LOST)(
    "%s, the next deploy stops before it writes, and its line leads on",
    async (what, entry, method, path, says, doctor) => {
      lossy = await Lossy.open(backend, entry);
      await lossy.loseAnswer(method, path);
      const { stdout } = await lossy.project.onramp("doctor");
      expect(stdout.replace(/\s+/g, " ")).toContain(doctor);
      expect(await lossy.recover()).toContain(says);
      expect(await lossy.goOn()).toEqual(what === "POST of the catalog" ? WITH_DEFAULT : WELL);
    },
  );
});

test.each([
  ["PATCH", `${UNITY}/permissions/*`],
  ["PUT", "/api/2.0/permissions/sql/warehouses/*"],
])("a lost answer to a %s of permissions is made good by the next deploy", async (method, path) => {
  lossy = await Lossy.open("local", PAT);
  await lossy.loseAnswer(method, path);
  expect(await lossy.recover()).toBe("");
  expect(await lossy.goOn()).toEqual(WELL);
});
