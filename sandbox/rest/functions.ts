import type { FunctionRecord } from "../state/records/function";
import { invalid } from "../state/errors";
import type { Workspace } from "../state/workspace";
import type { Area } from "./context";
import { objectName } from "./full-name";
import { securableFields } from "./securable";

const FUNCTIONS = "/api/2.1/unity-catalog/functions";

/** Functions are read and deleted here and made in SQL. @see https://docs.databricks.com/api/workspace/functions */
export const functions: Area = (app, { workspace }) => {
  const { functions } = workspace.unityCatalog;

  app.get(FUNCTIONS, (c) => {
    const { catalog_name: catalog, schema_name: schema } = c.req.query();
    if (!catalog) throw invalid("Missing required field: catalog_name");
    if (!schema) throw invalid("Missing required field: schema_name");
    const found = functions.list(c.get("caller"), catalog, schema);
    return c.json({ functions: found.map((each) => toWire(workspace, each)) });
  });

  app.get(`${FUNCTIONS}/:fullName`, (c) => {
    const found = functions.get(c.get("caller"), ...objectName(c.req.param("fullName"), "function"));
    return c.json(toWire(workspace, found));
  });

  app.delete(`${FUNCTIONS}/:fullName`, (c) => {
    functions.drop(c.get("caller"), ...objectName(c.req.param("fullName"), "function"));
    return c.json({});
  });
};

function toWire(workspace: Workspace, record: FunctionRecord) {
  const full = workspace.unityCatalog.authorization.fullName(record);
  const [catalog, schema] = full.split(".");
  return {
    ...securableFields(workspace, record),
    full_name: full,
    catalog_name: catalog,
    schema_name: schema,
    function_id: record.id,
    specific_name: record.name,
    data_type: baseType(record.returnType),
    full_data_type: record.returnType,
    routine_body: "SQL",
    routine_definition: record.definition,
    sql_data_access: "CONTAINS_SQL",
    parameter_style: "S",
    security_type: "DEFINER",
    is_deterministic: true,
    is_null_call: false,
    input_params: {
      parameters: record.parameters.map(({ name, type }, position) => ({
        name,
        position,
        type_text: type.toLowerCase(),
        type_name: baseType(type),
        parameter_mode: "IN",
        parameter_type: "PARAM",
      })),
    },
  };
}

const baseType = (type: string): string => (/^\w+/.exec(type)?.[0] ?? type).toUpperCase();
