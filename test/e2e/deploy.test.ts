import { readFileSync } from "node:fs";
import type { Ended } from "../support/processes";
import { allText, CDKTF, Place, SECRETS } from "../support/place";

jest.setTimeout(180_000);

const place = new Place();
afterAll(() => place.remove());

const deploy = `${CDKTF} deploy --auto-approve`;
const stack = () => `terraform -chdir="${place.path("cdktf.out", "stacks", "onramp")}"`;
const state = () => place.path("sandbox", "terraform", "onramp.tfstate");
/** Shows what a command said when it did not end well. */
function expectSuccess({ code, stdout, stderr }: Ended): void {
  expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
}

/** Requests in a --log that change something. */
const writes = (log: string) =>
  log.split("\n").filter((line) => /^\S*\s*(POST|PUT|PATCH|DELETE) \/(?!sql\/|oidc\/)/.test(line.trim()));

describe("cdktf used directly on a sandbox that keeps its state", () => {
  test("deploys, and the check proves the connection", async () => {
    const report = place.path("report.json");
    const ended = await place.inSandbox(`${deploy} && node scripts/onramp.js check --json > "${report}"`);
    expectSuccess(ended);
    expect(ended.stdout).toContain("8 added, 0 changed, 0 destroyed");
    const json = JSON.stringify(JSON.parse(readFileSync(report, "utf8")));
    expect(json).toMatch(/"test_results":\[\{"test_name":"sign-in","status":"PASS"/);
    expect(json).not.toMatch(/"status":"FAIL"/);
  });

  test("writes no secret anywhere but into the state", () => {
    expect(readFileSync(state(), "utf8")).toMatch(SECRETS);
    expect(allText(place.path("cdktf.out"))).not.toMatch(SECRETS);
  });

  test("finds nothing to change the second time and writes nothing to the workspace", async () => {
    const ended = await place.inSandbox(deploy, {}, ["--log"]);
    expectSuccess(ended);
    const { stdout, stderr } = ended;
    expect(stdout).toContain("No changes. Your infrastructure matches the configuration.");
    expect(stderr).toMatch(/GET \/api\/2\.1\/unity-catalog\/catalogs\/clevertap_catalog/);
    expect(writes(stderr)).toEqual([]);
  });

  test("applies a saved plan with Terraform alone", async () => {
    const config = place.file(
      "bigger.yaml",
      "integrations:\n  clevertap:\n    catalog: clevertap_catalog\n    schema: clevertap_schema\n    warehouse: { size: Small }\n",
    );
    const ended = await place.inSandbox(
      `${CDKTF} synth && ${stack()} init -input=false && ${stack()} plan -input=false -out=tfplan && ${stack()} apply -input=false tfplan`,
      { ONRAMP_CONFIG: config },
    );
    expectSuccess(ended);
    const { stdout } = ended;
    expect(stdout).toContain("Apply complete! Resources: 0 added, 1 changed, 0 destroyed.");
    expect(stdout).not.toMatch(SECRETS);
  });

  test("says how to mend a token that was revoked after the deploy, and a deploy mends it", async () => {
    const revoke =
      `node -e 'const h={authorization:"Bearer "+process.env.DATABRICKS_TOKEN};const u=process.env.DATABRICKS_HOST+"/api/2.0/token-management/tokens";` +
      `(async()=>{for(const t of (await (await fetch(u,{headers:h})).json()).token_infos)if(t.comment.startsWith("onramp:"))await fetch(u+"/"+t.token_id,{method:"DELETE",headers:h})})()'`;
    const { code, stdout } = await place.inSandbox(`${deploy} >/dev/null && ${revoke} && node scripts/onramp.js check`);
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAIL +signed in/i);
    expect(stdout).toMatch(/revoked/);
    expect(stdout).toMatch(/cdktf deploy/);

    const mended = await place.inSandbox(`${deploy} && node scripts/onramp.js check`);
    expectSuccess(mended);
    expect(mended.stdout).toContain("1 added, 0 changed");
  });

  test("refuses the state of another workspace before Terraform starts, and leaves the file as it was", async () => {
    const before = readFileSync(state());
    expectSuccess(await place.run(["sandbox", "--run", deploy])); // a sandbox of its own has a state of its own
    const foreign = await place.run([
      "sandbox",
      "--run",
      `cp "${state()}" "$ONRAMP_SANDBOX_STATE/" && ${deploy}; code=$?; cmp "${state()}" "$ONRAMP_SANDBOX_STATE/onramp.tfstate" && exit $code`,
    ]);
    expect(foreign.code).not.toBe(0);
    expect(foreign.stdout + foreign.stderr).toContain("state of another workspace");
    expect(readFileSync(state()).equals(before)).toBe(true);
  });

  test("destroys everything and leaves the workspace as new", async () => {
    const ended = await place.inSandbox(`${CDKTF} destroy --auto-approve`);
    expectSuccess(ended);
    expect(ended.stdout).toContain("8 destroyed");
  });
});

test("goes on where an interrupted deploy stopped", async () => {
  const folder = place.path("interrupted");
  const { child, ended } = place.start(["sandbox", "--data", folder, "--log", "--run", deploy]);
  await new Promise<void>((resolve) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("POST /api/2.1/unity-catalog/catalogs")) resolve();
    });
  });
  child.kill("SIGINT");
  expect((await ended).code).not.toBe(0);
  const again = await place.run(["sandbox", "--data", folder, "--run", `${deploy} && node scripts/onramp.js check`]);
  expect({ code: again.code, said: again.code === 0 ? "" : again.stdout + again.stderr }).toEqual({
    code: 0,
    said: "",
  });
});
