import { getWarehousePolicy } from "../../../lib/databricks/warehouses";
import { chosenOptions } from "../../../lib/unmanaged/clashes";
import { snippet } from "../../../lib/config/snippet";
import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";
import { lines } from "../lines";

export const serverless: Examination = {
  id: "serverless",
  question: "which kinds of warehouses may be created",
  async examine({ rest, declared }) {
    if (declared.warehouses.length === 0) return [];
    const { serverless: allowed, off } = await getWarehousePolicy(rest);
    const outcomes = declared.warehouses.flatMap((compute) => {
      const { config, path } = compute;
      const options = { name: config.name, ...chosenOptions(compute) };
      if (config.serverless && !allowed) {
        const { autoStopMinutes } = config;
        const tooSoon = autoStopMinutes > 0 && autoStopMinutes < 10;
        const instead = snippet(path, { ...options, serverless: false, ...(tooSoon && { autoStopMinutes: 10 }) });
        return fail(`the warehouse ${config.name} cannot be serverless here`, {
          cause: "serverless SQL warehouses are turned off in this workspace",
          fix: lines("an account admin turns them on (account console › Settings › Feature enablement), or", instead),
        });
      }
      if (off.has(config.type)) {
        const other = config.type === "PRO" ? "CLASSIC" : "PRO";
        const instead = snippet(path, { ...options, type: other, ...(other === "CLASSIC" && { serverless: false }) });
        return fail(`the warehouse ${config.name} cannot be of type ${config.type} here`, {
          cause: `warehouses of type ${config.type} are turned off in this workspace`,
          fix: lines("an admin turns them on (Settings › Compute › SQL warehouses), or", instead),
        });
      }
      return [];
    });
    return outcomes.length > 0 ? outcomes : [pass("the warehouses to create are of kinds that are allowed")];
  },
};
