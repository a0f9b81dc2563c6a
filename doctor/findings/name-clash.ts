import { z } from "zod";
import { fullName } from "../../workspace/securable";
import { ServiceError } from "../../workspace/service-error";
import type { DoctorContext } from "../context";
import { fail, ok, type Examination, type Outcome } from "../finding";
import { allPages } from "../../workspace/pages";
import { unanswered } from "../unanswered";

const anything = z.looseObject({ owner: z.string().optional() });
const warehousesSchema = z.object({
  warehouses: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
  next_page_token: z.string().optional(),
});

/** What the config creates although somebody else has made it: the apply would stop half-way. */
export const nameClash: Examination = {
  id: "name-clash",
  question: "whether the names to create are free",
  async examine(context) {
    const { wanted, held } = context;
    const catalogs = wanted.catalogs.filter(({ name }) => !held.catalogs.has(name));
    const schemas = wanted.schemas
      .map(({ catalog, name, path }) => ({ name: fullName({ catalog, schema: name }), catalog, path }))
      // A catalog that is not there yet has no schemas; one that clashes is enough.
      .filter(({ name, catalog }) => !held.schemas.has(name) && !catalogs.some((each) => each.name === catalog));
    const outcomes = await Promise.all([
      ...catalogs.map(({ name, path }) => securableClash(context, "catalog", name, path)),
      ...schemas.map(({ name, path }) => securableClash(context, "schema", name, path)),
      warehouseClashes(context),
    ]);
    const clashes = outcomes.flat();
    return clashes.length > 0 ? clashes : [ok("no name to create is taken")];
  },
};

async function securableClash(
  { rest }: DoctorContext,
  kind: "catalog" | "schema",
  name: string,
  path: string,
): Promise<Outcome[]> {
  try {
    const { owner } = await rest.getAs(anything, `/api/2.1/unity-catalog/${kind}s/${encodeURIComponent(name)}`);
    return [
      fail(`the ${kind} ${name} exists already`, {
        cause: `it is not in the Terraform state of this onramp.yaml${owner ? `; its owner is ${owner}` : ""}`,
        fix: `choose a name at ${path} that is not taken; what tools only read is named under read:`,
      }),
    ];
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") return [];
    const fix = `ask a metastore admin, or choose another name at ${path}`;
    return [unanswered(`whether the ${kind} ${name} exists`, error, fix)];
  }
}

async function warehouseClashes({ rest, wanted, held }: DoctorContext): Promise<Outcome[]> {
  const missing = wanted.warehouses.filter((name) => !held.warehouses.has(name));
  if (missing.length === 0) return [];
  const pages = await allPages(rest, warehousesSchema, "/api/2.0/sql/warehouses");
  const idOf = new Map(pages.flatMap(({ warehouses }) => warehouses.map(({ name, id }) => [name, id])));
  return missing
    .filter((name) => idOf.has(name))
    .map((name) =>
      fail(`the warehouse ${name} exists already`, {
        cause: `its id is ${idOf.get(name)}, and it is not in the Terraform state of this onramp.yaml`,
        fix: "choose a name for it that is not taken",
      }),
    );
}
