import { invalid } from "../state/errors";
import { type TableCredentials, vendTableCredentials } from "../state/table-credentials";
import { readBody } from "./body";
import type { Area } from "./context";

/** Credentials for the storage of tables. @see https://docs.databricks.com/api/workspace/temporarytablecredentials */
export const tableCredentials: Area = (app, { workspace }) => {
  app.post("/api/2.1/unity-catalog/temporary-table-credentials", async (c) => {
    const body = await readBody(c);
    const tableId = body.required("table_id");
    const operation = body.oneOf("operation", ["READ", "READ_WRITE"]);
    if (operation === undefined) throw invalid("Missing required field: operation");
    const credentials = vendTableCredentials(workspace, c.get("caller"), tableId, operation);
    return c.json({ expiration_time: credentials.expiresAt, url: credentials.url, ...inCloud(credentials) });
  });
};

function inCloud({ cloud, secret }: TableCredentials) {
  switch (cloud) {
    case "aws":
      return { aws_temp_credentials: { access_key_id: "SANDBOX", secret_access_key: secret, session_token: secret } };
    case "azure":
      return { azure_user_delegation_sas: { sas_token: `sig=${secret}` } };
    case "gcp":
      return { gcp_oauth_token: { oauth_token: secret } };
  }
}
