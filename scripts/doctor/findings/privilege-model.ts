import type { Examination } from "../examination";
import { pass, warn } from "../../../lib/report/outcome";
import { getMetastore } from "../../../lib/databricks/metastore";
import { onramp } from "../../../lib/command-line";

/** From version 1.1 on, a view needs CREATE VIEW; before, CREATE TABLE covers it and CREATE VIEW cannot be granted. */
export const privilegeModel: Examination = {
  id: "privilege-model",
  question: "the version of the metastore's privilege model",
  async examine({ rest, declared }) {
    const found = await getMetastore(rest);
    if (!found) return [];
    const version = found.privilege_model_version;
    if (version) return [pass(`privileges of version ${version}`)];
    const concerned = declared.integrations.filter(({ profile }) => profile.privileges.schemaFrom11?.length);
    if (concerned.length === 0) return [pass("the metastore names no version, and nothing here depends on it")];
    const names = concerned.map(({ name }) => name).join(", ");
    return [
      warn(`${names} may not be able to create views`, {
        cause: "the metastore names no version of its privilege model, so CREATE VIEW is not granted",
        fix: `run \`${onramp("check")}\` after the deploy: it tries a view`,
      }),
    ];
  },
};
