import { BlockList, isIPv4 } from "node:net";
import type { WorkspaceData } from "./data";
import type { IpAccessListRecord } from "./records/ip-access-list";
import { ServiceError, denied, invalid, missing } from "./errors";
import { newUuid } from "./identifiers";
import type { Caller } from "./principals";

/** Addresses and ranges in all lists together. */
const MAX_ADDRESSES = 1000;

/** What a list is made of; absent keys of a change stay. */
export interface IpAccessListInput {
  readonly label?: string;
  readonly type?: IpAccessListRecord["type"];
  readonly enabled?: boolean;
  readonly addresses?: readonly string[];
}

/** Who looks at or changes the lists, and from where. */
export interface Visitor {
  readonly caller: Caller;
  readonly address: string;
}

/**
 * IP access lists: from where the workspace can be used, once `enableIpAccessLists` is on. Nobody can make a list that
 * would lock out the address it is made from.
 *
 * @see https://docs.databricks.com/api/workspace/ipaccesslists
 */
export class IpAccess {
  readonly #data: WorkspaceData;
  readonly #now: () => number;

  constructor(data: WorkspaceData, now: () => number) {
    this.#data = data;
    this.#now = now;
  }

  /** @throws ServiceError IP_BLOCKED for an address that the lists do not let in */
  requireAllowed(address: string): void {
    if (this.#data.settings.get("enableIpAccessLists") !== "true" || lets(this.#lists, address)) return;
    throw new ServiceError(
      "IP_BLOCKED",
      `Source IP address: ${plain(address)} is blocked by Databricks IP ACL for workspace: ` +
        String(this.#data.identity.workspaceId),
    );
  }

  /** @throws ServiceError INVALID_STATE when the lists, once they are on, block the address */
  requireNotLockedOut(address: string): void {
    this.#requireNoLockout(this.#lists, address);
  }

  list({ caller }: Visitor): IpAccessListRecord[] {
    requireAdmin(caller);
    return this.#lists;
  }

  get({ caller }: Visitor, id: string): IpAccessListRecord {
    requireAdmin(caller);
    const list = this.#data.ipAccessLists.get(id);
    if (!list) throw missing(`IP access list with id ${id} does not exist.`);
    return list;
  }

  create({ caller, address }: Visitor, input: Required<Omit<IpAccessListInput, "enabled">>): IpAccessListRecord {
    requireAdmin(caller);
    const at = this.#now();
    const list: IpAccessListRecord = {
      id: newUuid(),
      label: input.label,
      type: input.type,
      enabled: true,
      addresses: [...input.addresses],
      createdAt: at,
      createdById: caller.id,
      updatedAt: at,
      updatedById: caller.id,
    };
    this.#check([...this.#lists, list], address);
    this.#data.ipAccessLists.set(list.id, list);
    return list;
  }

  update({ caller, address }: Visitor, id: string, input: IpAccessListInput): IpAccessListRecord {
    const list = this.get({ caller, address }, id);
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const next: IpAccessListRecord = { ...list, ...given, updatedAt: this.#now(), updatedById: caller.id };
    this.#check([...this.#lists.filter((each) => each !== list), next], address);
    return Object.assign(list, next);
  }

  remove({ caller, address }: Visitor, id: string): void {
    const list = this.get({ caller, address }, id);
    this.#requireNoLockout(
      this.#lists.filter((each) => each !== list),
      address,
    );
    this.#data.ipAccessLists.delete(id);
  }

  get #lists(): IpAccessListRecord[] {
    return [...this.#data.ipAccessLists.values()];
  }

  #check(lists: readonly IpAccessListRecord[], address: string): void {
    for (const { label, addresses } of lists) {
      if (!label) throw invalid("label must not be empty.");
      if (addresses.length === 0) throw invalid("ip_addresses must not be empty.");
      const wrong = addresses.find((each) => !isRange(each));
      if (wrong !== undefined) throw invalid(`'${wrong}' is not a valid IPv4 address or CIDR range.`);
    }
    const count = lists.reduce((sum, { addresses }) => sum + addresses.length, 0);
    if (count > MAX_ADDRESSES) {
      throw new ServiceError("QUOTA_EXCEEDED", `IP access lists may have ${MAX_ADDRESSES} addresses, not ${count}.`);
    }
    this.#requireNoLockout(lists, address);
  }

  #requireNoLockout(lists: readonly IpAccessListRecord[], address: string): void {
    if (lets(lists, address)) return;
    throw new ServiceError(
      "INVALID_STATE",
      `Your current IP ${plain(address)} will not be allowed to access the workspace under current configuration.`,
    );
  }
}

function requireAdmin(caller: Caller): void {
  if (!caller.isAdmin) throw denied("Only workspace admins can manage IP access lists.");
}

/** An IPv4 address in an IPv6 socket is written `::ffff:1.2.3.4`. */
const plain = (address: string): string => address.replace(/^::ffff:/, "");

function isRange(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  return isIPv4(address) && rest.length === 0 && (prefix === undefined || (/^\d{1,2}$/.test(prefix) && +prefix <= 32));
}

/** Blocked addresses are out; where there is an ALLOW list, so is everybody who is on none. */
function lets(lists: readonly IpAccessListRecord[], address: string): boolean {
  const [allow, block] = (["ALLOW", "BLOCK"] as const).map((type) =>
    lists.filter((list) => list.enabled && list.type === type).flatMap((list) => list.addresses),
  );
  if (contains(block ?? [], address)) return false;
  return !allow || allow.length === 0 || contains(allow, address);
}

function contains(ranges: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = "", prefix = "32"] = range.split("/");
    list.addSubnet(net, Number(prefix), "ipv4");
  }
  return isIPv4(plain(address)) && list.check(plain(address));
}
