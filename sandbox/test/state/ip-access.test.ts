import { harness } from "./harness";

const HOME = "127.0.0.1";

function withLists() {
  const made = harness();
  const { ipAccess, settings } = made.workspace;
  const visitor = { caller: made.admin, address: HOME };
  const add = (type: "ALLOW" | "BLOCK", ...addresses: string[]) =>
    ipAccess.create(visitor, { label: type, type, addresses });
  const switchOn = () => settings.set(made.admin, { enableIpAccessLists: "true" }, HOME);
  const lets = (address: string) => {
    try {
      ipAccess.requireAllowed(address);
      return true;
    } catch {
      return false;
    }
  };
  return { ...made, ipAccess, visitor, add, switchOn, lets };
}

test("has no effect before it is switched on", () => {
  const { add, switchOn, lets } = withLists();
  add("BLOCK", "10.0.0.0/8");
  expect(lets("10.1.2.3")).toBe(true);
  switchOn();
  expect(lets("10.1.2.3")).toBe(false);
});

test.each([
  ["10.1.2.3", true],
  ["::ffff:10.1.2.3", true],
  ["10.9.9.9", false],
  ["11.0.0.1", false],
  ["fe80::1", false],
])("with ranges that are allowed and one in them blocked, lets in %s: %s", (address, allowed) => {
  const { add, switchOn, lets } = withLists();
  add("ALLOW", HOME, "10.0.0.0/8");
  add("BLOCK", "10.9.0.0/16");
  switchOn();
  expect(lets(address)).toBe(allowed);
});

test("says which address is blocked, in the service's words", () => {
  const { add, switchOn, ipAccess, workspace } = withLists();
  add("ALLOW", "127.0.0.0/8");
  switchOn();
  expect(() => ipAccess.requireAllowed("192.0.2.7")).toThrow(
    `Source IP address: 192.0.2.7 is blocked by Databricks IP ACL for workspace: ${workspace.data.identity.workspaceId}`,
  );
});

test("refuses every change that would lock out the address it comes from", () => {
  const { add, ipAccess, visitor, workspace, admin } = withLists();
  const lockedOut = "Your current IP";
  expect(() => add("BLOCK", "127.0.0.0/8")).toThrow(lockedOut);
  expect(() => add("ALLOW", "10.0.0.0/8")).toThrow(lockedOut);
  const home = add("ALLOW", HOME);
  add("ALLOW", "10.0.0.0/8");
  expect(() => ipAccess.remove(visitor, home.id)).toThrow(lockedOut);
  expect(() => ipAccess.update(visitor, home.id, { enabled: false })).toThrow(lockedOut);
  expect(home.enabled).toBe(true);
  expect(() => workspace.settings.set(admin, { enableIpAccessLists: "true" }, "192.0.2.7")).toThrow(lockedOut);
});

test.each([
  ["10.0.0.0/33", "is not a valid IPv4 address or CIDR range"],
  ["10.0.0", "is not a valid IPv4 address or CIDR range"],
  ["::1", "is not a valid IPv4 address or CIDR range"],
  ["example.com", "is not a valid IPv4 address or CIDR range"],
])("refuses the address %s", (address, message) => {
  expect(() => withLists().add("BLOCK", address)).toThrow(message);
});

test("refuses more than a thousand addresses, an empty list, and anybody who is no admin", () => {
  const { add, ipAccess, addPrincipal } = withLists();
  const many = Array.from({ length: 1001 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
  expect(() => add("BLOCK", ...many)).toThrow("may have 1000 addresses, not 1001");
  expect(() => add("BLOCK")).toThrow("ip_addresses must not be empty");
  const visitor = { caller: addPrincipal().caller, address: HOME };
  expect(() => ipAccess.list(visitor)).toThrow("Only workspace admins");
});
