import { check, integrations, messagesOf, reader } from "./check";

const ID = "3c5e1a70-9d42-4b7e-8f61-0a2b4c6d8e9f";
const principalOf = (more: string, before = "") =>
  check(`${before}${integrations(reader("r", more))}`).config.integrations[0]!.principal;

test("a service principal is new, there already, or taken over", () => {
  expect(principalOf("principal: {}")).toEqual({ displayName: "r", groups: [] });
  expect(principalOf(`principal: { existing: ${ID.toUpperCase()} }`)).toEqual({ existing: ID, groups: [] });
  for (const id of ["4811246135459471", '"4811246135459471"']) {
    expect(
      principalOf(`principal: { import: ${id} }`, 'defaults: { naming: { principal: "sp-{integration}" } }\n'),
    ).toEqual({ displayName: "sp-r", import: "4811246135459471", groups: [] });
  }
});

test("replaceGrants is kept for an existing one", () => {
  const text = integrations(reader("r", `principal: { existing: ${ID} }, replaceGrants: true`));
  expect(check(text).config.integrations[0]).toMatchObject({ principal: { existing: ID }, replaceGrants: true });
});

test("it joins each group once, and the warehouse's viaGroup besides", () => {
  expect(principalOf("principal: { groups: [token-users, token-users, データ] }").groups).toEqual([
    "token-users",
    "データ",
  ]);
  const groups = "principal: { groups: [token-users, bi] }";
  expect(principalOf(`${groups}, warehouse: { existing: x, viaGroup: bi }`).groups).toEqual(["token-users"]);
  expect(principalOf(`${groups}, warehouse: w`, "warehouses: { w: { existing: x, viaGroup: bi } }\n").groups).toEqual([
    "token-users",
  ]);
});

/** Integrations with exactly one thing wrong. */
test.each([
  [
    ["principal: { existing: sp@example.com }"],
    /principal\.existing — "sp@example\.com" is an e-mail address.*allowed: the application id, numeric id or display name .*fix: take one of these from Settings › Identity and access › Service principals/,
  ],
  [['principal: { existing: "" }'], /existing — is empty/],
  [[`principal: { existing: "${ID}x" }`], /is almost an application id; allowed: the application id, numeric id or/],
  [[`principal: { import: ${ID.slice(1)} }`], /import — .* is almost an application id/],
  [["principal: { existing: 48112461354594711 }"], /existing — is 4.*; allowed: text, or a whole number/],
  [["principal: { existing: true }"], /existing — is true; allowed: text, or .*; fix: write existing: and the name/],
  [["principal: { import: 0 }"], /import — is 0; allowed: text, or a whole number of at least 1/],
  [[`principal: { existing: ${ID}, import: 5 }`], /principal\.import — is given beside existing; fix: remove one/],
  [["principal: { groups: [Admins] }"], /groups\[0\] — is "Admins", whose members may do everything in the workspace/],
  [["principal: { groups: [a, account users] }"], /groups\[1\] — is "account users", in which every .*fix: remove it/],
  [["principal: { groups: a }"], /groups — is "a"; allowed: a list; fix: write it as a list/],
  [
    ["replaceGrants: true"],
    /replaceGrants — is true, but the service principal is new and holds no privileges; fix: remove/,
  ],
  [
    ["principal: { import: 5 }, replaceGrants: true"],
    /replaceGrants — is true, but the service principal becomes the stack's/,
  ],
  [["credential: { viaGroup: g }"], /credential\.viaGroup — is an unknown key/],
  [
    [`principal: { existing: ${ID} }`, `principal: { existing: ${ID.toUpperCase()} }`],
    /r1\.principal\.existing — is the service principal of integrations\.r0 already, and the grants of the two would undo/,
  ],
  [
    ["principal: { import: 5 }", 'principal: { import: "5" }'],
    /r1\.principal\.import — takes over the same service principal as integrations\.r0/,
  ],
])("refuses %j", (entries, message) => {
  expect(messagesOf(integrations(...entries.map((more, at) => reader(`r${at}`, more))))).toEqual([
    expect.stringMatching(message),
  ]);
});

test.each(["existing", "import"])("%s takes an application id, a numeric id or a display name", (how) => {
  const named = (text: string) =>
    check(integrations(reader("r", `principal: { ${how}: ${text} }`))).config.integrations;
  for (const [text, known] of [
    [ID.toUpperCase(), ID],
    ["4811246135459471", "4811246135459471"],
    ['"4811246135459471"', "4811246135459471"],
    ["SP CleverTap", "SP CleverTap"],
  ] as const) {
    expect(named(text)).toMatchObject([{ principal: { [how]: known } }]);
  }
});

test("an existing one that is written wrongly is not called new as well", () => {
  expect(
    messagesOf(integrations(reader("r", "principal: { existing: me@example.com }, replaceGrants: true"))),
  ).toHaveLength(1);
  expect(messagesOf(integrations(reader("r", "principal: 5, replaceGrants: true")))).toHaveLength(1);
});
