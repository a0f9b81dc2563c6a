import type { WorkspaceData } from "./data";
import { ServiceError, denied, invalid } from "./errors";
import type { IpAccess } from "./ip-access";
import type { Caller } from "./principals";

/** Settings and their defaults. `"0"` = tokens may live for ever. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ["enableIpAccessLists", "false"],
  ["enableTokensConfig", "true"],
  ["maxTokenLifetimeDays", "0"],
]);

/** Workspace settings, for admins. @see https://docs.databricks.com/api/workspace/workspaceconf */
export class Settings {
  readonly #data: WorkspaceData;
  readonly #ipAccess: IpAccess;

  constructor(data: WorkspaceData, ipAccess: IpAccess) {
    this.#data = data;
    this.#ipAccess = ipAccess;
  }

  /** @throws ServiceError INVALID_PARAMETER_VALUE for a setting that does not exist */
  get(caller: Caller, key: string): string {
    if (!caller.isAdmin) throw denied("Only workspace admins can read workspace settings.");
    const value = this.#data.settings.get(key) ?? DEFAULTS.get(key);
    if (value === undefined) throw invalid(`Invalid keys: [${key}]`);
    return value;
  }

  /** All or none. Only IP access lists can be switched. @param address where the caller is */
  set(caller: Caller, values: Readonly<Record<string, string>>, address: string): void {
    if (!caller.isAdmin) throw denied("Only workspace admins can change workspace settings.");
    for (const [key, value] of Object.entries(values)) {
      if (!DEFAULTS.has(key)) throw invalid(`Invalid keys: [${key}]`);
      if (key !== "enableIpAccessLists") {
        throw new ServiceError("NOT_IMPLEMENTED", `The sandbox does not emulate changing '${key}'.`);
      }
      if (value !== "true" && value !== "false") throw invalid(`Invalid value '${value}' for ${key}.`);
      if (value === "true") this.#ipAccess.requireNotLockedOut(address);
    }
    for (const [key, value] of Object.entries(values)) this.#data.settings.set(key, value);
  }
}
