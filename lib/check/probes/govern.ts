import { fullName } from "../../databricks/securable";
import type { Probe } from "../probe";
import { pass, skip } from "../../report/outcome";
import { grantStatement, sqlObject } from "../../databricks/sql/statements";

export const govern: Probe = {
  id: "govern",
  title: () => "reads and changes who may do what on everything it governs",
  after: "visibility",
  async run(context) {
    const governed = context.expected.filter(({ privileges }) => privileges.has("MANAGE"));
    if (governed.length === 0) return skip("governs: there is nothing it is meant to");
    for (const { on } of governed) {
      const need = { privilege: "MANAGE", on } as const;
      await context.query(`SHOW GRANTS ON ${sqlObject(on)}`, need);
      // What it holds already, so that nothing changes.
      await context.query(grantStatement("MANAGE", on, context.identity), need);
    }
    return pass(`reads and changes who may do what on ${governed.map(({ on }) => fullName(on)).join(", ")}`);
  },
};
