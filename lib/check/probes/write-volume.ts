import { quotedName, type Securable } from "../../databricks/securable";
import type { Probe } from "../probe";
import { fail, pass, skip } from "../../report/outcome";
import { dropListed, withScratch } from "../scratch";
import { SCRATCH } from "../scratch-name";
import { sqlObject, sqlText } from "../../databricks/sql/statements";
import { putFile, volumePath } from "../volumes";

const FILE = "onramp.csv";

export const writeVolume: Probe = {
  id: "write-volume",
  title: () => "creates a volume in the schema, puts a file there, loads it and drops the volume",
  after: "visibility",
  creates: true,
  async run(context, own) {
    if (!own) return skip("writes a volume: it has no schema of its own");
    const { catalog, schema } = own;
    const on: Securable = { catalog, schema };
    const quoted = (name: string) => quotedName({ ...on, table: name });
    const drop = (name: string) => `DROP VOLUME IF EXISTS ${quoted(name)}`;
    await dropListed(context, `SHOW VOLUMES IN ${quotedName(on)} LIKE ${sqlText(`${SCRATCH}*`)}`, 1, drop);
    const volume = `${context.scratch}_volume`;
    const rows = await withScratch(
      context,
      { create: `CREATE VOLUME ${quoted(volume)}`, drop: drop(volume), need: { privilege: "CREATE_VOLUME", on } },
      async () => {
        await putFile(context, { catalog, schema, volume }, FILE, "id,name\n1,onramp\n");
        const path = sqlText(volumePath({ catalog, schema, volume }, FILE));
        return context.query(`SELECT id, name FROM read_files(${path}, format => 'csv', header => true)`);
      },
    );
    const [row] = rows;
    if (rows.length === 1 && Number(row?.id) === 1 && row?.name === "onramp") return pass(this.title(context));
    return fail("a file in a volume did not give back what was written", {
      cause: `wrote one row (1, onramp), read ${JSON.stringify(rows)}`,
      fix: `run the check again; if it stays so, look at SHOW VOLUMES IN ${sqlObject(on)}`,
    });
  },
};
