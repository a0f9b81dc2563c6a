import { TOKENS } from "../../state/access-control";
import { harness } from "./harness";

function withToken(lifetimeSeconds?: number) {
  const made = harness();
  const tool = made.addPrincipal();
  const { credentials } = made.workspace;
  const { value, token } = credentials.createToken(tool.caller, "", lifetimeSeconds);
  const works = () => {
    try {
      return credentials.authenticate(value).id === tool.record.id;
    } catch (error) {
      expect((error as Error).message).toBe("Invalid access token.");
      return false;
    }
  };
  return { ...made, tool, credentials, token, value, works };
}

test("keeps no secret, only its hash", () => {
  const { workspace, credentials, admin, tool, value } = withToken();
  const secret = credentials.createSecret(admin, tool.record).value;
  const kept = JSON.stringify([...workspace.data.accessTokens.values(), ...workspace.data.clientSecrets.values()]);
  expect(kept).not.toContain(value);
  expect(kept).not.toContain(secret);
});

test("lets a token work until the moment it expires", () => {
  const { clock, works } = withToken(60);
  clock.now += 59_999;
  expect(works()).toBe(true);
  clock.now += 1;
  expect(works()).toBe(false);
});

test("lets a token without lifetime work for ever", () => {
  const { clock, works } = withToken();
  clock.now += 100 * 365 * 86_400_000;
  expect(works()).toBe(true);
});

test("ends tokens with their principal, and while it is deactivated", () => {
  const { principals, tool, works } = withToken();
  principals.update(tool.record, { active: false });
  expect(works()).toBe(false);
  principals.update(tool.record, { active: true });
  expect(works()).toBe(true);
  principals.remove(tool.record);
  expect(works()).toBe(false);
});

test("revokes the tokens of those who lose CAN_USE, for good", () => {
  const { workspace, admin, works } = withToken();
  const tokens = { type: "tokens", path: TOKENS } as const;
  workspace.permissions.replace(admin, tokens, []);
  expect(works()).toBe(false);
  workspace.permissions.replace(admin, tokens, [{ principal: "users", level: "CAN_USE" }]);
  expect(works()).toBe(false);
});

test("refuses the tokens of those who left the group that may use tokens", () => {
  const { workspace, admin, principals, addPrincipal } = harness();
  const tool = addPrincipal();
  const group = principals.addGroup({ displayName: "token users", members: [tool.record.id] });
  workspace.permissions.replace(admin, { type: "tokens", path: TOKENS }, [
    { principal: "token users", level: "CAN_USE" },
  ]);
  const { value } = workspace.credentials.createToken(tool.caller, "", undefined);
  expect(workspace.credentials.authenticate(value).id).toBe(tool.record.id);
  principals.update(group, { members: [] });
  expect(() => workspace.credentials.authenticate(value)).toThrow("Invalid access token.");
});

describe("OAuth access tokens", () => {
  function minted() {
    const made = harness();
    const tool = made.addPrincipal();
    const { credentials } = made.workspace;
    const { value } = credentials.createSecret(made.admin, tool.record);
    return { ...made, tool, credentials, jwt: credentials.mint(tool.record.applicationId, value)?.accessToken ?? "" };
  }

  test("work for an hour, without CAN_USE on tokens", () => {
    const { clock, workspace, credentials, admin, tool, jwt } = minted();
    workspace.permissions.replace(admin, { type: "tokens", path: TOKENS }, []);
    expect(credentials.authenticate(jwt).id).toBe(tool.record.id);
    clock.now += 3_600_000;
    expect(() => credentials.authenticate(jwt)).toThrow("Invalid access token.");
  });

  test("refuse a changed claim and the signature of another workspace", () => {
    const { credentials, admin, jwt } = minted();
    const [header, payload = "", signature] = jwt.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, pid: admin.id })).toString("base64url");
    expect(() => credentials.authenticate([header, forged, signature].join("."))).toThrow("Invalid access token.");
    expect(() => minted().credentials.authenticate(jwt)).toThrow("Invalid access token.");
  });
});

test("replaces the sandbox's own admin token at every start", () => {
  const { workspace } = harness();
  const first = workspace.issueAdminToken();
  const second = workspace.issueAdminToken();
  expect(() => workspace.credentials.authenticate(first)).toThrow("Invalid access token.");
  expect(workspace.credentials.authenticate(second).isAdmin).toBe(true);
});
