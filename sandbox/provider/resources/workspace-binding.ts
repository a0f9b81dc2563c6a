import { OperationError } from "../engine/diagnostics";
import type { Resource } from "../engine/resource";
import { oneOfTexts } from "../engine/validate";
import { given, text, type Values } from "../engine/value";
import { bindingsPath } from "./unity-catalog";

interface Binding {
  workspace_id: number;
  binding_type: string;
}

const READ_WRITE = "BINDING_TYPE_READ_WRITE";

/**
 * One workspace that may use an isolated securable; the id is `<workspace id>|<type>|<name>`.
 *
 * As in the real provider, another `securable_name` is planned as a change in place, which then fails.
 */
export const workspaceBinding: Resource = {
  rules: {
    securable_name: { forceNew: false },
    securable_type: {
      default: "catalog",
      check: oneOfTexts("catalog", "external_location", "storage_credential", "credential"),
    },
    binding_type: { default: READ_WRITE, check: oneOfTexts(READ_WRITE, "BINDING_TYPE_READ_ONLY") },
  },
  oneOf: { names: ["catalog_name", "securable_name"], exactly: true },

  async create({ client, created }, planned) {
    const [type, name] = securable(planned);
    const id = `${Number(planned["workspace_id"])}|${type}|${name}`;
    created({ id });
    await client.patch(bindingsPath(type, name), { add: [bindingOf(planned)] });
    return { id };
  },

  async read({ client }, state) {
    const { workspace_id, securable_type, securable_name } = parseId(state);
    const { bindings = [] } = await client.get<{ bindings?: Binding[] }>(bindingsPath(securable_type, securable_name));
    const found = bindings.find((binding) => binding.workspace_id === workspace_id);
    return found && { ...found, securable_type, securable_name };
  },

  delete: ({ client }, state) => client.patch(bindingsPath(...securable(state)), { remove: [bindingOf(state)] }),
};

function securable(values: Values): [type: string, name: string] {
  return [text(values, "securable_type"), text(values, "securable_name") || text(values, "catalog_name")];
}

function bindingOf(values: Values): Values {
  return given(values, "binding_type", "workspace_id");
}

function parseId(state: Values) {
  const id = text(state, "id");
  const [workspace = "", type = "", securable_name, ...rest] = id.split("|");
  if (securable_name === undefined || rest.length > 0) {
    throw new OperationError(
      `incorrect binding id: ${id}. Correct format: <workspace_id>|<securable_type>|<securable_name>`,
    );
  }
  if (!/^\d+$/.test(workspace)) throw new OperationError(`can't parse workspace_id: ${JSON.stringify(workspace)}`);
  // Old states have external-location and the like.
  return { workspace_id: Number(workspace), securable_type: type.replaceAll("-", "_"), securable_name };
}
