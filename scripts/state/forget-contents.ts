import { padEnd, widest } from "../../lib/report/columns";
import { contentsOfCatalog, contentsOfSchema, type SchemaContents } from "../../lib/databricks/contents";
import type { RestClient } from "../../lib/databricks/http/rest";
import { ServiceError } from "../../lib/databricks/http/service-error";
import { namesOf, type ManagedParts } from "./managed-parts";

/** Things of one schema that are named; the others are counted. */
const SHOWN = 15;

/** What an integration's catalogs and schemas hold and who owns it, one line each. */
export async function contentLines(name: string, { data, rest }: ManagedParts, client: RestClient): Promise<string[]> {
  const named = (type: string) => data.filter((each) => each.type === type).flatMap(namesOf);
  const principals = new Map(
    rest
      .filter(({ type }) => type === "databricks_service_principal")
      .flatMap(({ instances }) => instances)
      .map(({ attributes }) => [String(attributes.application_id), String(attributes.display_name)]),
  );
  const owner = (id: string) => (id === "" ? "" : `owner ${principals.has(id) ? `${principals.get(id)} (${id})` : id}`);
  const catalogs = named("databricks_catalog");
  const schemas = named("databricks_schema").filter((schema) => !catalogs.includes(schema.split(".")[0]!));
  const sections = [
    ...catalogs.map((catalog) =>
      told(`catalog ${catalog}`, async () => {
        const found = await contentsOfCatalog(client, catalog);
        const inside = found.schemas.flatMap((schema) => schemaLines(schema, owner));
        return [`  catalog ${catalog}  ${owner(found.owner)}`, ...(inside.length > 0 ? inside : ["    no schemas"])];
      }),
    ),
    ...schemas.map((schema) =>
      told(`schema ${schema}`, async () => {
        const [catalog = "", own = ""] = schema.split(".");
        return schemaLines(await contentsOfSchema(client, catalog, own), owner);
      }),
    ),
  ];
  const stacks = [...new Set([...data, ...rest].map(({ stack }) => stack))].join(", ");
  const head = `${name}, as the state of ${stacks} has it`;
  const lines = (await Promise.all(sections)).flat();
  return [head, ...(lines.length > 0 ? lines : ["  no catalog and no schema of its own"])];
}

/** What cannot be looked at is said, and hinders nothing: the state is what changes. */
async function told(what: string, look: () => Promise<string[]>): Promise<string[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind === "cancelled") throw error;
    return [
      error.kind === "not-found"
        ? `  ${what} is not there any more`
        : `  ${what}: what is in it cannot be listed (${error.message})`,
    ];
  }
}

function schemaLines({ name, owner, contents }: SchemaContents, ownerOf: (id: string) => string): string[] {
  const shown = contents.slice(0, SHOWN);
  const width = widest(shown.map((each) => each.name));
  const more = contents.length - shown.length;
  return [
    `  schema ${name}  ${ownerOf(owner)}${contents.length === 0 ? "  (empty)" : ""}`,
    ...shown.map((each) =>
      `    ${padEnd(each.kind, 8)}  ${padEnd(each.name, width)}  ${ownerOf(each.owner)}`.trimEnd(),
    ),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}
