import { AWS, check, messagesOf } from "./check";

const file = (backend: string) => `integrations: {}\nbackend: { ${backend} }\n`;
const backendOf = (text: string, env?: NodeJS.ProcessEnv) => check(text, {}, env).config.backend;

test.each([
  ["kind: local", { kind: "local" }],
  ["kind: s3, bucket: b, region: eu-west-1", { kind: "s3", bucket: "b", region: "eu-west-1" }],
  ["kind: s3, bucket: b, region: r, kmsKeyId: arn", { kind: "s3", bucket: "b", region: "r", kmsKeyId: "arn" }],
  ["kind: s3, bucket: b, region: r, prefix: a/b", { kind: "s3", bucket: "b", region: "r", prefix: "a/b" }],
  ["kind: azurerm, storageAccount: a, container: c", { kind: "azurerm", storageAccount: "a", container: "c" }],
  [
    "kind: azurerm, storageAccount: a, container: c, resourceGroup: g, prefix: p",
    { kind: "azurerm", storageAccount: "a", container: "c", resourceGroup: "g", prefix: "p" },
  ],
  ["kind: gcs, bucket: b, prefix: p", { kind: "gcs", bucket: "b", prefix: "p" }],
  ["kind: cloud, organization: acme", { kind: "cloud", organization: "acme" }],
  [
    "kind: cloud, organization: acme, hostname: tfe.example.com, project: Data platform",
    { kind: "cloud", organization: "acme", hostname: "tfe.example.com", project: "Data platform" },
  ],
  ["kind: http, address: 'https://states.example.com/tf/'", { kind: "http", address: "https://states.example.com/tf" }],
  ["kind: http, address: 'http://127.0.0.1:8080'", { kind: "http", address: "http://127.0.0.1:8080" }],
])("keeps the state in %s", (backend, resolved) => {
  expect(backendOf(file(backend))).toEqual(resolved);
});

test("without backend the state is local", () => {
  expect(backendOf("integrations: {}")).toEqual({ kind: "local" });
});

test("in the sandbox the state is the sandbox's, with a note where another one is written", () => {
  const sandbox = { ...AWS, ONRAMP_SANDBOX: "x", ONRAMP_SANDBOX_CLOUD: "aws", DATABRICKS_HOST: "https://localhost:1" };
  const { config, notes } = check(file("kind: gcs, bucket: b"), {}, sandbox);
  expect(config.backend).toEqual({ kind: "local" });
  expect(notes).toContainEqual(expect.stringContaining("backend: is ignored in the sandbox"));
  expect(check(file("kind: local"), {}, sandbox).notes.join()).not.toContain("backend:");
});

/** Backends with exactly one thing wrong. */
test.each([
  ["kind: s3, bucket: b", /backend\.region — is missing/],
  ["kind: s3, bucket: 's3://b', region: r", /bucket — has a slash .*allowed: the name alone; a folder .* under prefix/],
  ["kind: gcs, bucket: ''", /bucket — is empty/],
  ["kind: gcs, bucket: b, prefix: /a", /prefix — is not a path of folders/],
  ["kind: gcs, bucket: b, prefix: a/../b", /prefix — is not a path of folders/],
  ["kind: azurerm, container: c, storageAccount: 'https://a.blob'", /storageAccount — has a slash/],
  [
    "kind: cloud, organization: o, hostname: 'https://tfe.example.com'",
    /hostname — is not a host name; .*without https/,
  ],
  ["kind: cloud, organization: o, workspace: w", /workspace — is an unknown key; allowed: kind, organization/],
  ["kind: http, address: states.example.com", /address — is not an address; allowed: https:\/\//],
  ["kind: http, address: 'ftp://x.example.com'", /address — starts with ftp:\/\//],
  ["kind: http, address: 'http://x.example.com'", /address — starts with http:\/\/, and a state holds secrets/],
  ["kind: http, address: 'https://x.example.com/?a=b'", /address — has a query or a fragment/],
  // secrets
  ["kind: s3, bucket: b, region: r, access_key: k", /access_key — is an unknown key; .*secrets do not belong/],
  ["kind: s3, bucket: b, region: r, secret_key: k", /secret_key — .*secrets do not belong in this file/],
  ["kind: azurerm, storageAccount: a, container: c, sas_token: k", /sas_token — .*secrets do not belong/],
  ["kind: azurerm, storageAccount: a, container: c, accessKey: k", /accessKey — .*secrets do not belong/],
  ["kind: gcs, bucket: b, credentials: k", /credentials — .*secrets do not belong/],
  ["kind: cloud, organization: o, token: k", /token — .*secrets do not belong/],
  ["kind: http, address: 'https://x.example.com', username: k", /username — .*secrets do not belong/],
])("refuses %s", (backend, message) => {
  const messages = messagesOf(file(backend));
  expect(messages).toEqual([expect.stringMatching(message)]);
  expect(messages[0]).toMatch(/^onramp\.yaml:2:/);
});

test("refuses a password in the address without repeating it", () => {
  const [message, ...others] = messagesOf(file("kind: http, address: 'https://me:hunter2@x.example.com'"));
  expect(message).toMatch(/address — has a user name or a password in it; .*TF_HTTP_PASSWORD/);
  expect(message).not.toContain("hunter2");
  expect(others).toEqual([]);
});
