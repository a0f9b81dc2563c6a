import type { OnrampConfig } from "../../lib/config";
import { managedIn, type Managed } from "../../lib/terraform/managed";
import { createRestApp } from "../../sandbox/rest";
import { Workspace } from "../../sandbox/state/workspace";
import { RestClient } from "../../lib/databricks/http/rest";
import { config, integration, warehouse } from "./config-fixture";

const HOST = "https://localhost:8443";

const signedInWith = (token: string) =>
  new RestClient({ host: HOST, headers: () => ({ authorization: `Bearer ${token}` }) });

/** A sandbox's workspace in this process, and a way to read it. */
export class InWorkspace {
  readonly workspace = new Workspace();
  /** Signed in as the admin. */
  readonly rest: RestClient;

  constructor() {
    const app = createRestApp({ workspace: this.workspace, url: () => HOST });
    jest.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => app.request(input, init));
    this.rest = signedInWith(this.workspace.issueAdminToken());
  }

  /** Signed in as a new user without any rights. */
  asStranger(): RestClient {
    const { principals, credentials } = this.workspace;
    const user = principals.addUser("ann@example.com", "Ann");
    return signedInWith(credentials.createToken(principals.asCaller(user), "test", undefined).value);
  }

  /** What the states hold: nothing, but for what is given. */
  managed(parts: Partial<Managed> = {}): Managed {
    return { ...managedIn([]), ...parts };
  }

  close(): void {
    jest.restoreAllMocks();
  }
}

/** The CleverTap sample with some of its fields changed. */
export function clevertap(more: Parameters<typeof integration>[1] = {}): OnrampConfig {
  return config({ integrations: [integration("clevertap", { warehouse: warehouse("clevertap"), ...more })] });
}
