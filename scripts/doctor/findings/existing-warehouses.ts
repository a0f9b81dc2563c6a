import type { ExistingWarehouse } from "../../../lib/config";
import type { DeclaredCompute } from "../../../lib/config/declared-compute";
import { snippet, type Snippet } from "../../../lib/config/snippet";
import { warehousesCalled, type WarehouseInfo } from "../../../lib/databricks/warehouses";
import type { Examination } from "../examination";
import { fail, pass, type Outcome } from "../../../lib/report/outcome";
import { lines, oneOfLines } from "../lines";
import { listWarehouses } from "../../../lib/databricks/warehouses";

/** More than these are not proposed. */
const MOST_PROPOSED = 4;

/** Warehouses that are adopted or taken over: there, told apart, and of a kind that their tools can use. */
export const existingWarehouses: Examination = {
  id: "warehouses",
  question: "whether the existing warehouses are there",
  async examine({ rest, declared }) {
    const adopted = declared.existing.warehouses;
    const imported = declared.importedWarehouses;
    if (adopted.length + imported.length === 0) return [];
    const there = await listWarehouses(rest);
    const outcomes = [
      ...adopted.flatMap((compute) => judge(compute, there)),
      ...imported.flatMap(({ config, path }) => {
        const instead = (id: string) => ({ ...config, import: id });
        const found = warehousesCalled(config.import, there);
        return found.length === 1 ? [] : [notOne(config.import, path, found, there, instead)];
      }),
    ];
    if (outcomes.length > 0) return outcomes;
    const names = [...adopted.map(({ config }) => config.existing), ...imported.map(({ config }) => config.import)];
    return [pass(`${names.join(", ")}: there, and fit for use`)];
  },
};

function judge(
  { config, path, users }: DeclaredCompute<ExistingWarehouse>,
  there: readonly WarehouseInfo[],
): Outcome[] {
  const { existing } = config;
  const found = warehousesCalled(existing, there);
  const adopting = (id: string) => ({ ...config, existing: id });
  const [warehouse, ...others] = found;
  if (!warehouse || others.length > 0) return [notOne(existing, path, found, there, adopting)];
  return users.flatMap(({ name, profile }) => {
    const { atLeast, because } = profile.warehouse.needs ?? {};
    const { type } = warehouse;
    if (atLeast === undefined || type === "serverless" || (atLeast === "pro" && type === "pro")) return [];
    return [
      fail(`the warehouse ${warehouse.name} is not of a kind that ${name} can use`, {
        cause: `it needs ${atLeast === "pro" ? "PRO, with or without serverless" : "serverless"}: ${because}`,
        fix: lines("name another one, or let the stack create it:", snippet(`integrations.${name}.warehouse`, {})),
      }),
    ];
  });
}

function notOne(
  named: string,
  path: string,
  found: readonly WarehouseInfo[],
  there: readonly WarehouseInfo[],
  instead: (id: string) => object,
): Outcome {
  if (found.length > 1) {
    return fail(`${found.length} warehouses are called ${named}`, {
      cause: "a name that is not unique names none of them",
      fix: oneOfLines(
        "name one by its id:",
        found.map((each) => [snippet(path, instead(each.id)), describe(each)]),
      ),
    });
  }
  const proposed = there
    .slice(0, MOST_PROPOSED)
    .map((each): [Snippet, string] => [snippet(path, instead(each.id)), describe(each)]);
  return fail(`the warehouse ${named} is not there`, {
    cause: "it was deleted, is of another workspace, or is hidden from you",
    fix:
      proposed.length > 0
        ? oneOfLines("name one that is there:", proposed)
        : lines("you see no warehouse here; let the stack create one:", snippet(path, {})),
  });
}

function describe({ name, size, type }: WarehouseInfo): string {
  return [name, size, type === "serverless" ? type : undefined].filter(Boolean).join(", ");
}
