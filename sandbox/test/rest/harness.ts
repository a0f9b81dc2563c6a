import { apiCall, createRestApp } from "../../rest";
import type { ServicePrincipalRecord } from "../../state/records/principal";
import { Workspace, type WorkspaceOptions } from "../../state/workspace";
import type { ApiRequest } from "../../provider/api-call";

export const URL = "https://localhost:4443";
export const UC = "/api/2.1/unity-catalog";
export const SCIM = "/api/2.0/preview/scim/v2";

export interface Answer {
  readonly status: number;
  /** The JSON answered, read without regard to its type. */
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;
}

type Call = (method: ApiRequest["method"], path: string, body?: unknown) => Promise<Answer>;

/** Somebody with a token, and what happens when they call the API. */
export interface Someone {
  readonly name: string;
  readonly id: string;
  readonly token: string;
  readonly call: Call;
}

/** A workspace with its REST face, called in process, at a time that the test sets. */
export function harness(options: Omit<WorkspaceOptions, "now"> = {}) {
  const clock = { now: Date.UTC(2026, 0, 1) };
  const workspace = new Workspace({ ...options, now: () => clock.now });
  const lines: string[] = [];
  const app = createRestApp({ workspace, url: () => URL, log: (line) => lines.push(line) });
  const api = apiCall(app, () => URL);
  const callAs =
    (token: string): Call =>
    async (method, path, body) =>
      (await api({ method, path, token, body })) as Answer;

  const adminToken = workspace.issueAdminToken();
  const admin: Someone = { ...workspace.admin, token: adminToken, call: callAs(adminToken) };

  /** A new service principal with a token of its own and nothing but the defaults of `users`. */
  function addPrincipal(displayName = "reader"): Someone & { readonly record: ServicePrincipalRecord } {
    const record = workspace.principals.addServicePrincipal({ displayName });
    const { value } = workspace.credentials.createToken(workspace.principals.asCaller(record), "", undefined);
    return { name: record.applicationId, id: record.id, token: value, call: callAs(value), record };
  }

  /** A request as it is, by default from this machine. */
  const send = (
    method: string,
    path: string,
    options: { token?: string; body?: string; headers?: Record<string, string>; address?: string } = {},
  ) => {
    const { token = adminToken, body, headers, address } = options;
    const incoming = { socket: { remoteAddress: address } };
    return Promise.resolve(
      app.request(
        URL + path,
        { method, body, headers: { authorization: `Bearer ${token}`, ...headers } },
        address === undefined ? undefined : { incoming },
      ),
    );
  };

  return { clock, workspace, app, api, lines, admin, callAs, addPrincipal, send };
}
