import { PROFILES } from "../../profiles";
import { AZURE, check, clevertap, integrations, messagesOf, reader } from "./check";

const CLUSTER = "0923-164208-meows279";
const ID = "0123456789abcdef";
const warehouseOf = (text: string, env?: NodeJS.ProcessEnv) => check(text, {}, env).config.integrations[0]!.warehouse;

test("a warehouse that is there already is named by its id or name, with the group that may use it", () => {
  expect(warehouseOf(integrations(reader("r", `warehouse: { existing: ${ID} }`)))).toEqual({ existing: ID });
  expect(warehouseOf(integrations(reader("r", 'warehouse: { existing: "Größe S", viaGroup: データ }')))).toEqual({
    existing: "Größe S",
    viaGroup: "データ",
  });
});

test("a cluster stands in place of a warehouse, with the number of the workspace", () => {
  expect(warehouseOf(integrations(reader("r", `warehouse: { cluster: ${CLUSTER}, workspaceId: 5 }`)))).toEqual({
    cluster: CLUSTER,
    workspaceId: 5,
  });
  expect(warehouseOf(integrations(reader("r", `warehouse: { cluster: ${CLUSTER} }`)), AZURE)).toEqual({
    cluster: CLUSTER,
    workspaceId: 12,
  });
});

test("a warehouse is taken over by its id, and only what is written about it is wished", () => {
  expect(warehouseOf(integrations(reader("r", `warehouse: { import: ${ID}, size: Small }`)))).toEqual({
    import: ID,
    size: "Small",
  });
  expect(
    warehouseOf(`defaults: { tags: { a: b } }\n${integrations(reader("r", `warehouse: { import: ${ID} }`))}`),
  ).toEqual({
    import: ID,
  });
});

test("shared entries are of all three kinds", () => {
  const text = `warehouses:
  new: { size: Small }
  old: { existing: Shared BI, viaGroup: analysts }
  cluster: { cluster: ${CLUSTER}, workspaceId: 7 }
${integrations(reader("a", "warehouse: new"), reader("b", "warehouse: old"), reader("c", "warehouse: cluster"))}`;
  expect(check(text).config.warehouses).toMatchObject({
    new: { name: "new", size: "Small" },
    old: { existing: "Shared BI", viaGroup: "analysts" },
    cluster: { cluster: CLUSTER, workspaceId: 7 },
  });
});

test("a stack of its own may share what is there already, whose permissions no stack writes", () => {
  const text = `warehouses: { old: { existing: x }, c: { cluster: ${CLUSTER}, workspaceId: 7 } }\n${integrations(
    reader("a", "warehouse: old, stack: own"),
    reader("b", "warehouse: c, stack: own"),
  )}`;
  expect(messagesOf(text)).toEqual([]);
});

test("a cluster is refused for exactly the tools whose form takes none", () => {
  for (const [tool, { compute, archetype }] of PROFILES) {
    const entry = `${tool}: { warehouse: { cluster: ${CLUSTER}, workspaceId: 5 }${archetype === "governor" ? ", allowManagingOthers: true" : ""} }`;
    const refusals = messagesOf(integrations(entry)).filter((message) => message.includes("is a cluster, which"));
    expect([tool, refusals.length]).toEqual([tool, compute.includes("cluster") ? 0 : 1]);
  }
});

/** Files with exactly one thing wrong. */
test.each([
  // kinds that are mixed
  [
    reader("r", "warehouse: { existing: x, size: Small, autoStopMinutes: 5 }"),
    /warehouse\.existing — names a warehouse that is there already, which size and autoStopMinutes cannot go with; fix: remove the lines size and autoStopMinutes, or the line existing$/,
  ],
  [
    reader("r", `warehouse: { existing: x, cluster: ${CLUSTER}, workspaceId: 5 }`),
    /warehouse\.existing — .* which cluster and workspaceId cannot go with/,
  ],
  [reader("r", `warehouse: { existing: x, import: ${ID} }`), /\.existing — .*fix: remove the line import, or/],
  [
    reader("r", `warehouse: { cluster: ${CLUSTER}, workspaceId: 5, viaGroup: g }`),
    /warehouse\.cluster — names a cluster, which viaGroup cannot go with; .*principal\.groups/,
  ],
  [reader("r", "warehouse: { viaGroup: g }"), /warehouse\.viaGroup — is given without existing; fix: remove the line/],
  [reader("r", "warehouse: { workspaceId: 5 }"), /warehouse\.workspaceId — is given without cluster/],
  // what is no id
  [
    reader("r", `warehouse: { existing: /sql/1.0/warehouses/${ID} }`),
    /existing — is an HTTP path; .*fix: write the id in it: "0123456789abcdef"/,
  ],
  [
    reader("r", `warehouse: { existing: sql/protocolv1/o/5/${CLUSTER} }`),
    /existing — is the HTTP path of a cluster; .*fix: write cluster: 0923-164208-meows279 and workspaceId: 5/,
  ],
  [
    reader("r", `warehouse: { cluster: sql/protocolv1/o/5/${CLUSTER} }`),
    /cluster — is the HTTP path of a cluster; .*fix: write cluster: 0923-164208-meows279 and workspaceId: 5/,
  ],
  [reader("r", "warehouse: { cluster: Shared }"), /cluster — "Shared" is not the id of a cluster; .*list clusters/],
  [
    reader("r", "warehouse: { import: BI, name: BI 2 }"),
    /import — is the name "BI", and name: changes it; allowed: its id, .*fix: write its id, .*, or remove name:/,
  ],
  [reader("r", "warehouse: { existing: ' x' }"), /existing — has a space at its start or end/],
  [
    reader("r", "warehouse: { existing: true }"),
    /existing — is true; allowed: text; fix: write existing: and the name/,
  ],
  [
    reader("r", "warehouse: { existing: 7012345678901e23 }"),
    /existing — is 7.*; allowed: text; fix: put it in quotes$/,
  ],
  // groups
  [
    reader("r", "warehouse: { existing: x, viaGroup: admins }"),
    /viaGroup — is "admins", whose members may do everything/,
  ],
  [
    reader("r", "warehouse: { existing: x, viaGroup: users }"),
    /viaGroup — is "users", in which every .*fix: remove it/,
  ],
  // the number of the workspace
  [
    reader("r", `warehouse: { cluster: ${CLUSTER} }`),
    /warehouse\.workspaceId — is missing: .*fix: add the number after \?o= in the address of the workspace/,
  ],
  // tools that take no cluster
  [
    clevertap("c", `warehouse: { cluster: ${CLUSTER}, workspaceId: 5 }`),
    /c\.warehouse\.cluster — is a cluster, which CleverTap does not take: .*HTTP path of a SQL warehouse; allowed: a SQL warehouse; fix: write warehouse: \{ existing:/,
  ],
])("refuses %s", (entry, message) => {
  expect(messagesOf(integrations(entry))).toEqual([expect.stringMatching(message)]);
});

test.each([
  [
    `warehouses: { c: { cluster: ${CLUSTER}, workspaceId: 5 } }\n${integrations("kater: { read: [a], warehouse: c }")}`,
    /kater\.warehouse — is a cluster, which Kater does not take: Kater's form asks for the id of a SQL warehouse/,
  ],
  [
    `warehouses: { bi: { existing: x, size: Small } }\n${integrations(reader("r", "warehouse: bi"))}`,
    /warehouses\.bi\.existing — names a warehouse that is there already, which size cannot go with/,
  ],
  [
    `warehouses: { bi: { import: ${ID} } }\n${integrations(reader("r", "warehouse: bi, stack: own"))}`,
    /r\.warehouse — is shared, but the integration has the stack own/,
  ],
  [
    `warehouses: { bi: { name: BI } }\n${integrations(reader("a", "warehouse: bi"), reader("b", "warehouse: { existing: BI }"))}`,
    /b\.warehouse\.existing — is the warehouse that warehouses\.bi creates or takes over; fix: share/,
  ],
  [
    integrations(reader("r", `warehouse: { import: ${ID}, type: CLASSIC, autoStopMinutes: 7 }`)),
    /r\.warehouse\.autoStopMinutes — is 7 minutes, too short for a CLASSIC warehouse without serverless/,
  ],
  [
    integrations(reader("r", `warehouse: { import: ${ID}, minClusters: 3, maxClusters: 2 }`)),
    /r\.warehouse\.minClusters — is 3, more than maxClusters, which is 2/,
  ],
  [
    integrations(reader("a", `warehouse: { import: ${ID} }`), reader("b", `warehouse: { existing: ${ID} }`)),
    /b\.warehouse\.existing — is the warehouse that integrations\.a\.warehouse creates or takes over/,
  ],
  [
    integrations(reader("a", `warehouse: { import: ${ID} }`), reader("b", `warehouse: { import: ${ID} }`)),
    /b\.warehouse\.import — takes over the same warehouse as integrations\.a\.warehouse/,
  ],
])("refuses %s", (text, message) => {
  expect(messagesOf(text)).toEqual([expect.stringMatching(message)]);
});

test("refuses another number than the host's", () => {
  const text = integrations(reader("r", `warehouse: { cluster: ${CLUSTER}, workspaceId: 5 }`));
  expect(messagesOf(text, {}, AZURE)).toEqual([
    expect.stringMatching(/workspaceId — is 5, but the host is that of the workspace 12; fix: remove the line/),
  ]);
});

test("in the sandbox the number is the one that workspace.host would tell", () => {
  const sandbox = { ONRAMP_SANDBOX: "x", ONRAMP_SANDBOX_CLOUD: "azure", DATABRICKS_HOST: "https://localhost:1" };
  const text = `workspace: { host: "${AZURE.DATABRICKS_HOST}" }\n${integrations(reader("r", `warehouse: { cluster: ${CLUSTER} }`))}`;
  expect(warehouseOf(text, sandbox)).toEqual({ cluster: CLUSTER, workspaceId: 12 });
});
