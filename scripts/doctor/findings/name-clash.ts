import { findClashes, type Clash, type Untold } from "../../../lib/unmanaged/clashes";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass, type Outcome } from "../../../lib/report/outcome";
import { oneOfLines } from "../lines";
import { unanswered } from "../unanswered";

/** What the config creates although somebody else has made it: the apply would stop half-way. */
export const nameClash: Examination<StatesContext> = {
  id: "name-clash",
  question: "whether the names to create are free",
  async examine({ declared, managed, rest }) {
    const { catalogs, schemas, warehouses } = declared;
    if (catalogs.length + schemas.length + warehouses.length === 0) return [];
    const { clashes, untold } = await findClashes(declared, managed, rest);
    // With the catalog it is settled what becomes of the schema in it.
    const isSettled = ({ name }: Clash | Untold) =>
      [...clashes, ...untold].some((other) => name.startsWith(`${other.name}.`) && other.kind === "catalog");
    const outcomes = [
      ...clashes.filter((each) => !isSettled(each)).map(clash),
      ...untold
        .filter((each) => !isSettled(each))
        .map(({ kind, name, path, error }) => {
          const fix = `ask a metastore admin, or choose another name at ${path}`;
          return unanswered(`whether the ${kind} ${name} exists`, error, fix);
        }),
    ];
    return outcomes.length > 0 ? outcomes : [pass("no name to create is taken")];
  },
};

function clash({ kind, name, id, owner, createdBy, waysOut }: Clash): Outcome {
  const facts = [
    ...(id === name ? [] : [`its id is ${id}`]),
    ...(owner ? [`its owner is ${owner}`] : createdBy ? [`${createdBy} made it`] : []),
  ];
  return fail(`the ${kind} ${name} exists already`, {
    cause: ["it is not in the Terraform state of this onramp.yaml", ...facts].join("; "),
    fix: oneOfLines("", [
      [waysOut.adopt, "adopt it: used as it is, never changed"],
      [waysOut.import, "take it over: the stack's from now on, as after an interrupted run"],
      [waysOut.rename, "another name"],
    ]),
  });
}
