import { credentialSteps } from "../../lib/forms/credential-steps";
import { stepGroups, stepsOf } from "../../lib/forms/steps";
import { connection, oauth, subject } from "../support/subject";

const external = { kind: "pat", external: true } as const;

test("a credential of the kit's needs no steps", () => {
  expect(credentialSteps(connection)).toEqual([]);
  expect(stepGroups(subject()).map(({ title }) => title)).not.toContain("Make the credential");
});

test("an external token is made by the guide's steps, before anything in the tool, and proven", () => {
  const mine = subject({ connection: { ...connection, credential: external } });
  expect(stepGroups(mine)[0]!.title).toBe("Make the credential");
  expect(stepsOf(mine)[0]).toContain("Settings");
  expect(stepsOf(mine).join("\n")).toMatch(/Generate new token[^]*--token-file[^]*Customer Success Manager/);
});

test("an external client secret is made on the service principal's page", () => {
  const steps = credentialSteps({ ...oauth, credential: { kind: "oauth", external: true } }).join("\n");
  expect(steps).toMatch(/Service principals, and there clevertap[^]*Generate secret/);
});
