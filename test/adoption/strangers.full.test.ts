import { startSandbox, type Sandbox } from "../../sandbox";
import { failures, Project } from "../support/project";
import { moveIn, type Strangers } from "./strangers";
import { difference, take, type Taken } from "../support/workspace-diff";

jest.setTimeout(240_000);

const SHARED = `
catalogs:
  sales: { existing: sales }
  marketing: { existing: marketing }
warehouses:
  reporting: { existing: reporting, viaGroup: reporting-users }
`;

/** Ten integrations, each of which works with something that belongs to others. */
const adopting = ({ adoptable, warehouseId, clusterId, workspaceId }: Strangers): string[] => [
  `clevertap: { catalog: marketing, schema: clevertap, warehouse: reporting }`,
  `kater: { read: [sales], warehouse: { existing: ${warehouseId}, viaGroup: reporting-users } }`,
  `qualytics: { read: [sales.crm], enrichment: { catalog: marketing, schema: quality }, warehouse: { cluster: ${clusterId}, workspaceId: ${workspaceId} }, principal: { groups: [cluster-users] } }`,
  `dbt: { catalog: marketing, schema: dbt, read: [sales.web], principal: { existing: ${adoptable[0]} }, warehouse: reporting }`,
  `looker: { read: [sales.crm.customers], principal: { groups: [analysts] }, warehouse: reporting }`,
  `metabase: { read: [marketing.events], warehouse: reporting }`,
  `collector: { tool: generic-writer, catalog: marketing, schema: { existing: events }, warehouse: reporting }`,
  `reader: { tool: generic-reader, read: [sales.web.visits], principal: { existing: ${adoptable[1]} }, warehouse: reporting }`,
  `writer: { tool: generic-writer, catalog: marketing, schema: writer }`,
  `sheets: { tool: generic-reader, read: [marketing.events.campaigns], warehouse: reporting }`,
];

const config = (integrations: readonly string[]) =>
  `${SHARED}integrations:${integrations.length === 0 ? " {}" : ""}\n${integrations.map((each) => `  ${each}\n`).join("")}`;

describe("ten integrations in a workspace full of strangers", () => {
  let sandbox: Sandbox;
  let project: Project;
  let before: Taken;
  let deployed: Taken;
  let five: Taken;
  let none: Taken;
  let again: string;
  let failed: { readonly ten: string[]; readonly five: string[] };

  beforeAll(async () => {
    sandbox = await startSandbox();
    project = new Project(sandbox);
    const strangers = await moveIn(sandbox);
    const all = adopting(strangers);
    before = take(sandbox);
    await project.deploy(config(all));
    deployed = take(sandbox);
    const ten = failures(await project.check());
    again = await project.deploy();
    await project.deploy(config(all.slice(0, 5)));
    five = take(sandbox);
    failed = { ten, five: failures(await project.check()) };
    await project.deploy(config([]));
    none = take(sandbox);
  });

  afterAll(async () => {
    project.remove();
    await sandbox.close();
  });

  test("work with what is there, and a second deploy changes nothing", () => {
    expect(failed.ten).toEqual([]);
    expect(again).toBe("Resources: 0 added, 0 changed, 0 destroyed.");
  });

  test("add what the kit owns, and change nothing else", () => {
    expect(difference(before, deployed)).toMatchInlineSnapshot(`
     [
       "+ accessTokens.of clevertap",
       "+ accessTokens.of kater",
       "+ accessTokens.of looker",
       "+ accessTokens.of metabase",
       "+ accessTokens.of qualytics",
       "+ clientSecrets.of collector",
       "+ clientSecrets.of sheets",
       "+ clientSecrets.of stranger-1",
       "+ clientSecrets.of stranger-2",
       "+ clientSecrets.of writer",
       "+ grants.marketing.clevertap USE_CATALOG",
       "+ grants.marketing.clevertap.clevertap CREATE_TABLE, SELECT, USE_SCHEMA",
       "+ grants.marketing.collector USE_CATALOG",
       "+ grants.marketing.dbt.stranger-1 CREATE_TABLE, USE_SCHEMA",
       "+ grants.marketing.events.campaigns.sheets SELECT",
       "+ grants.marketing.events.collector CREATE_TABLE, USE_SCHEMA",
       "+ grants.marketing.events.metabase SELECT, USE_SCHEMA",
       "+ grants.marketing.events.sheets USE_SCHEMA",
       "+ grants.marketing.metabase USE_CATALOG",
       "+ grants.marketing.quality.qualytics CREATE_TABLE, USE_SCHEMA",
       "+ grants.marketing.qualytics USE_CATALOG",
       "+ grants.marketing.sheets USE_CATALOG",
       "+ grants.marketing.stranger-1 CREATE_SCHEMA, USE_CATALOG",
       "+ grants.marketing.writer USE_CATALOG",
       "+ grants.marketing.writer.writer CREATE_TABLE, USE_SCHEMA",
       "+ grants.sales.crm.customers.looker SELECT",
       "+ grants.sales.crm.looker USE_SCHEMA",
       "+ grants.sales.crm.qualytics SELECT, USE_SCHEMA",
       "+ grants.sales.kater SELECT, USE_CATALOG, USE_SCHEMA",
       "+ grants.sales.looker USE_CATALOG",
       "+ grants.sales.qualytics USE_CATALOG",
       "+ grants.sales.stranger-1 USE_CATALOG",
       "+ grants.sales.stranger-2 USE_CATALOG",
       "+ grants.sales.web.stranger-1 SELECT, USE_SCHEMA",
       "+ grants.sales.web.stranger-2 USE_SCHEMA",
       "+ grants.sales.web.visits.stranger-2 SELECT",
       "+ permissions.writer.Sandbox admin IS_OWNER",
       "+ permissions.writer.writer CAN_USE",
       "+ principals.clevertap",
       "+ principals.collector",
       "+ principals.kater",
       "+ principals.looker",
       "+ principals.metabase",
       "+ principals.qualytics",
       "+ principals.sheets",
       "+ principals.writer",
       "+ schemas.marketing.clevertap",
       "+ schemas.marketing.dbt",
       "+ schemas.marketing.quality",
       "+ schemas.marketing.writer",
       "+ warehouses.writer",
       "principals.analysts.members + looker",
       "principals.cluster-users.members + qualytics",
       "principals.reporting-users.members + clevertap",
       "principals.reporting-users.members + collector",
       "principals.reporting-users.members + kater",
       "principals.reporting-users.members + looker",
       "principals.reporting-users.members + metabase",
       "principals.reporting-users.members + sheets",
     ]
    `);
  });

  test("when five go, only what is theirs goes, and the others work on", () => {
    expect(difference(deployed, five)).toMatchInlineSnapshot(`
     [
       "- accessTokens.of metabase",
       "- clientSecrets.of collector",
       "- clientSecrets.of sheets",
       "- clientSecrets.of stranger-2",
       "- clientSecrets.of writer",
       "- grants.marketing.collector USE_CATALOG",
       "- grants.marketing.events.campaigns.sheets SELECT",
       "- grants.marketing.events.collector CREATE_TABLE, USE_SCHEMA",
       "- grants.marketing.events.metabase SELECT, USE_SCHEMA",
       "- grants.marketing.events.sheets USE_SCHEMA",
       "- grants.marketing.metabase USE_CATALOG",
       "- grants.marketing.sheets USE_CATALOG",
       "- grants.marketing.writer USE_CATALOG",
       "- grants.marketing.writer.writer CREATE_TABLE, USE_SCHEMA",
       "- grants.sales.stranger-2 USE_CATALOG",
       "- grants.sales.web.stranger-2 USE_SCHEMA",
       "- grants.sales.web.visits.stranger-2 SELECT",
       "- permissions.writer.Sandbox admin IS_OWNER",
       "- permissions.writer.writer CAN_USE",
       "- principals.collector",
       "- principals.metabase",
       "- principals.sheets",
       "- principals.writer",
       "- schemas.marketing.writer",
       "- warehouses.writer",
       "principals.reporting-users.members - collector",
       "principals.reporting-users.members - metabase",
       "principals.reporting-users.members - sheets",
     ]
    `);
    expect(failed.five).toEqual([]);
  });

  test("when all are gone, the workspace is what it was before", () => {
    expect(difference(before, none)).toEqual([]);
  });
});
