import { startSandbox, type Sandbox } from "../../sandbox";
import { failures, Project } from "../support/project";
import { difference, take, type Taken } from "../support/workspace-diff";

jest.setTimeout(120_000);

type Entry = Readonly<Record<string, unknown>>;

const ENTRY: Entry = { catalog: "clevertap_catalog", schema: "clevertap_schema" };

/** A project that is deployed one resource at a time, and whose Terraform can be killed after any request. */
class Killable {
  readonly sandbox: Sandbox;
  readonly project: Project;
  readonly before: Taken;
  readonly #onRequest: (hear: (line: string) => void) => void;

  private constructor(sandbox: Sandbox, onRequest: (hear: (line: string) => void) => void) {
    this.sandbox = sandbox;
    this.#onRequest = onRequest;
    this.project = new Project(sandbox);
    this.before = take(sandbox);
  }

  static async open(): Promise<Killable> {
    let heard: (line: string) => void = () => undefined;
    const sandbox = await startSandbox({ log: (line) => heard(line) });
    return new Killable(sandbox, (hear) => (heard = hear));
  }

  async close(): Promise<void> {
    this.project.remove();
    await this.sandbox.close();
  }

  write(entry: Entry): void {
    this.project.write(JSON.stringify({ integrations: { clevertap: entry } }));
  }

  /** Kills the apply as soon as the workspace has done a request, before Terraform hears of it. */
  async applyUntil(request: RegExp): Promise<void> {
    this.write(ENTRY);
    await this.project.prepare();
    const { child, ended } = this.project.terraform("apply", "-input=false", "-auto-approve", "-parallelism=1");
    let killed = false;
    this.#onRequest((line) => {
      if (killed || !request.test(line)) return;
      killed = true;
      child.kill("SIGKILL");
    });
    const { code, stdout, stderr } = await ended;
    this.#onRequest(() => undefined);
    if (!killed || code !== 128) throw new Error(`was not killed at ${request}: exit code ${code}\n${stdout}${stderr}`);
  }

  /** Deploys, takes the import line out again, checks and destroys: nothing of the killed run may be left. */
  async goOn() {
    await this.project.deploy();
    this.write(ENTRY);
    await this.project.deploy();
    const failed = failures(await this.project.check());
    const again = await this.project.deploy();
    const { code } = await this.project.terraform("destroy", "-input=false", "-auto-approve").ended;
    return { failed, again, destroyed: code, left: difference(this.before, take(this.sandbox)) };
  }
}

const WELL = {
  failed: [],
  again: "Resources: 0 added, 0 changed, 0 destroyed.",
  destroyed: 0,
  left: [],
};

const idOf = <T extends { readonly id: string }>(records: ReadonlyMap<string, T>, declared: (record: T) => boolean) =>
  [...records.values()].find(declared)?.id ?? "";

describe("when Terraform is killed between making something and noting it", () => {
  let killable: Killable;

  beforeEach(async () => {
    killable = await Killable.open();
  });

  afterEach(() => killable.close());

  test.each<[string, RegExp, (sandbox: Sandbox) => readonly [line: string, entry: Entry]]>([
    [
      "a catalog",
      /^POST \S+\/catalogs 2/,
      () => ["catalog: { import: clevertap_catalog }", { catalog: { import: "clevertap_catalog" } }],
    ],
    [
      "a schema",
      /^POST \S+\/schemas 2/,
      () => ["schema: { import: clevertap_schema }", { schema: { import: "clevertap_schema" } }],
    ],
    [
      "a warehouse",
      /^POST \S+\/warehouses 2/,
      ({ workspace: { data } }) => {
        const id = idOf(data.warehouses, ({ name }) => name === "clevertap");
        return [`import: ${id}`, { warehouse: { import: id } }];
      },
    ],
    [
      "a service principal",
      /^POST \S+\/ServicePrincipals 2/,
      ({ workspace: { data } }) => {
        const id = idOf(data.principals, ({ displayName }) => displayName === "clevertap");
        return [`import: "${id}"`, { principal: { import: id } }];
      },
    ],
  ])("%s: the next deploy stops before it writes, and its import line takes it over", async (_, request, wayOut) => {
    await killable.applyUntil(request);
    const killed = take(killable.sandbox);
    const refused = await killable.project.synth();
    const [line, entry] = wayOut(killable.sandbox);
    expect(refused).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(line) as string });
    expect(difference(killed, take(killable.sandbox))).toEqual([]);

    killable.write({ ...ENTRY, ...entry });
    expect(await killable.goOn()).toEqual(WELL);
  });

  test("a token: the next deploy stops before it writes, and doctor --fix revokes it", async () => {
    await killable.applyUntil(/^POST \S+\/on-behalf-of\/tokens 2/);
    const killed = take(killable.sandbox);
    const refused = await killable.project.synth();
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("doctor --fix") as string });
    expect(difference(killed, take(killable.sandbox))).toEqual([]);

    const fixed = await killable.project.onramp("doctor", "--fix", "--yes");
    expect(fixed.stdout + fixed.stderr).toContain("onramp:clevertap");
    expect(difference(killed, take(killable.sandbox))).toEqual(["- accessTokens.of clevertap"]);
    expect(await killable.goOn()).toEqual(WELL);
  });

  test.each([
    ["a grant on the catalog", /^PATCH \S+\/permissions\/catalog\/\S+ 2/],
    ["a grant on the schema", /^PATCH \S+\/permissions\/schema\/\S+ 2/],
    ["the warehouse's permissions", /^PUT \S+\/permissions\/\S*warehouses\/\S+ 2/],
  ])("%s: the next deploy goes on from there", async (_, request) => {
    await killable.applyUntil(request);
    expect(await killable.goOn()).toEqual(WELL);
  });
});
