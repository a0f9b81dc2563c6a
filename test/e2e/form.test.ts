import { readFileSync } from "node:fs";
import type { Ended } from "../support/processes";
import { allText, CDKTF, Place, SECRETS } from "../support/place";

jest.setTimeout(120_000);

const place = new Place();
afterAll(() => place.remove());

const config = `integrations:
  clevertap: { catalog: marketing, schema: clevertap }
  metrics: { tool: generic-reader, read: [samples.nyctaxi] }
`;

describe("details of connections that were deployed to a sandbox", () => {
  let ended: Ended;
  const details = "node scripts/onramp.js form";
  beforeAll(async () => {
    const commands = [
      `${CDKTF} deploy --auto-approve >&2`,
      "node scripts/onramp.js check clevertap --json >&2",
      `${details} --format json > "${place.path("details.json")}"`,
      `${details} clevertap --format html --out "${place.path("sheet.html")}"`,
      `${details} metrics --format jdbc`,
      `${details} metrics --field http_path`,
      `${details} clevertap --format dotenv > "${place.path("env")}"`,
    ];
    ended = await place.inSandbox(commands.join(" && "), { ONRAMP_CONFIG: place.file("onramp.yaml", config) });
  });

  test("are printed in every format", () => {
    expect({ code: ended.code, said: ended.code === 0 ? "" : ended.stderr }).toEqual({ code: 0, said: "" });
    expect(ended.stdout).toMatch(
      /^jdbc:databricks:\/\/localhost:\d+;.*;AuthMech=11;Auth_Flow=1;OAuth2ClientId=[0-9a-f-]{36};ConnCatalog=samples\n\/sql\/1\.0\/warehouses\/[0-9a-f]{16}\n$/,
    );
    expect(JSON.parse(readFileSync(place.path("details.json"), "utf8"))).toMatchObject({
      details: [
        { integration: "clevertap", form_changed: [], partner_connect: { is_sql_warehouse: true, demo: true } },
        { integration: "metrics" },
      ],
    });
    expect(readFileSync(place.path("env"), "utf8")).toContain("DATABRICKS_CATALOG=marketing\n");
  });

  test("come as a sheet that has what the check found", () => {
    const sheet = readFileSync(place.path("sheet.html"), "utf8");
    expect(sheet).toContain("Proven with this credential");
    expect(sheet).toContain("cannot read sandbox.canary.secret");
    expect(sheet).toMatch(/data-copy="\/sql\/1\.0\/warehouses\/[0-9a-f]{16}"/);
  });

  test("hold no secret, and neither does what is remembered of the hand-off", () => {
    for (const file of ["details.json", "sheet.html", "env"]) {
      expect(readFileSync(place.path(file), "utf8")).not.toMatch(SECRETS);
    }
    expect(ended.stdout + ended.stderr).not.toMatch(SECRETS);
    const remembered = allText(place.path("sandbox", "terraform", "handoff"));
    expect(remembered).toMatch(/"fingerprint": "[0-9a-f]{8}"/);
    expect(remembered).not.toMatch(SECRETS);
  });
});
