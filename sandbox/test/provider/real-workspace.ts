import { startProvider, type ApiCall, type ProviderHost } from "../../provider";
import { apiCall, createRestApp } from "../../rest";
import { Workspace, type WorkspaceOptions } from "../../state/workspace";

/** A workspace with its REST API and its Terraform provider, all in this process and without a server. */
export interface WorkspaceUnderTest {
  host: ProviderHost;
  url: string;
  /** REST calls as the admin, for what happens behind terraform's back. */
  admin: (method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown) => Promise<unknown>;
  /** Every call terraform made since the last look: `METHOD path`. */
  takeCalls(): string[];
  /** Set by a test: what to do right before the service gets a call of terraform's. */
  beforeCall?: (call: string) => void;
}

export async function startWorkspace(options: WorkspaceOptions = {}): Promise<WorkspaceUnderTest> {
  const url = "https://localhost:8443";
  const workspace = new Workspace(options);
  const api = apiCall(createRestApp({ workspace, url: () => url }), () => url);
  const adminToken = workspace.issueAdminToken();
  let calls: string[] = [];
  const recorded: ApiCall = (request) => {
    const call = `${request.method} ${request.path}`;
    calls.push(call);
    underTest.beforeCall?.(call);
    return api(request);
  };
  const underTest: WorkspaceUnderTest = {
    host: await startProvider({ api: recorded, url, defaultToken: adminToken }),
    url,
    async admin(method, path, body) {
      const response = await api({ method, path, body, token: adminToken });
      if (response.status >= 400) throw new Error(JSON.stringify(response.body));
      return response.body;
    },
    takeCalls() {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
  return underTest;
}
