import { setTimeout as sleep } from "node:timers/promises";

/** A request as a rule sees it. */
export interface FaultRequest {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** Thrift call of a request to a SQL endpoint, e.g. `ExecuteStatement`. */
  readonly call?: string;
}

/** An answer of either face. */
export interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** What goes wrong. */
export interface Fault {
  /** How long nothing happens first, in milliseconds. @defaultValue 0 */
  readonly delayMillis?: number;
  /** Whether the workspace does what it was asked before the fault: its answer is lost then. @defaultValue false */
  readonly afterwards?: boolean;
  /** What comes of it: this answer, no answer since the connection is cut, or half of the answer's body. */
  readonly effect?: FaultAnswer | "reset" | "half";
}

/** Which requests a fault is for, and how often. */
export interface FaultRule {
  /** HTTP method. @defaultValue - any */
  readonly method?: string;
  /** Path; one that ends in `*` stands for all that begin so. @defaultValue - any */
  readonly path?: string;
  /** Thrift call; `*` for any. @defaultValue - requests of both faces */
  readonly call?: string;
  /** Requests that are let through first. @defaultValue 0 */
  readonly skip?: number;
  /** Requests that it strikes after that. @defaultValue 1 */
  readonly times?: number;
  readonly fault: Fault;
}

/** A rule that was ordered. */
export interface OrderedFault {
  /** The requests that it has struck. */
  readonly struck: readonly FaultRequest[];
  /** Ends it. */
  cancel(): void;
}

/** The connection is cut in the place of an answer. */
export class ConnectionReset extends Error {
  override readonly name = "ConnectionReset";
  readonly code = "ECONNRESET";

  constructor() {
    super("the connection was reset, as ordered");
  }
}

interface Active {
  readonly rule: FaultRule;
  readonly struck: FaultRequest[];
  seen: number;
}

/** Faults to order, for tests of what clients do about them. Without a rule requests pass untouched. */
export class Faults {
  readonly #active = new Set<Active>();

  /** Whether any rule is waiting for requests. */
  get any(): boolean {
    return this.#active.size > 0;
  }

  order(rule: FaultRule): OrderedFault {
    const active: Active = { rule, struck: [], seen: 0 };
    this.#active.add(active);
    return { struck: active.struck, cancel: () => void this.#active.delete(active) };
  }

  /**
   * Answers a request, or lets the first rule that fits strike it.
   *
   * @throws ConnectionReset when the connection is to be cut
   */
  async around(request: FaultRequest, answer: () => Promise<FaultAnswer>): Promise<FaultAnswer> {
    const fault = this.#strike(request);
    if (!fault) return answer();
    const { delayMillis = 0, afterwards = false, effect } = fault;
    if (delayMillis > 0) await sleep(delayMillis);
    const given = afterwards || effect === undefined || effect === "half" ? await answer() : undefined;
    if (effect === "reset") throw new ConnectionReset();
    if (given && (effect === undefined || effect === "half")) return effect === "half" ? halfOf(given) : given;
    return effect as FaultAnswer;
  }

  #strike(request: FaultRequest): Fault | undefined {
    for (const active of this.#active) {
      const { rule } = active;
      if (!fits(rule, request)) continue;
      active.seen += 1;
      if (active.seen <= (rule.skip ?? 0)) continue;
      active.struck.push(request);
      if (active.struck.length >= (rule.times ?? 1)) this.#active.delete(active);
      return rule.fault;
    }
    return undefined;
  }
}

function fits({ method, path, call }: FaultRule, request: FaultRequest): boolean {
  const onPath = path?.endsWith("*") ? request.path.startsWith(path.slice(0, -1)) : request.path === path;
  return (
    (method === undefined || method === request.method) &&
    (path === undefined || onPath) &&
    (call === undefined || (call === "*" ? request.call !== undefined : call === request.call))
  );
}

/** Complete as far as HTTP can tell: what is missing is for the client to notice. */
function halfOf({ status, headers, body }: FaultAnswer): FaultAnswer {
  const bytes = Buffer.from(body);
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== "content-length");
  return { status, headers: Object.fromEntries(others), body: bytes.subarray(0, Math.floor(bytes.length / 2)) };
}
