import { randomUUID } from "node:crypto";
import type { Caller } from "../state/principals";
import type { Compute } from "./compute";
import type { Operation } from "./operation";
import type { SessionState } from "./statements/context";

/** A session whose client is gone is closed after this time without a call, with everything it holds. */
const IDLE_MILLIS = 30 * 60_000;
const SWEEP_MILLIS = 60_000;

/** One client's session on one warehouse or cluster. */
export interface Session extends SessionState {
  readonly id: string;
  readonly compute: Compute;
  /** SCIM id of who opened it. Nobody else can use it. */
  readonly principalId: string;
  readonly operations: Map<string, Operation>;
  lastUsedAt: number;
}

/** The open sessions on all warehouses and clusters. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.#sweep(), SWEEP_MILLIS).unref();
  }

  open(caller: Caller, compute: Compute, state: SessionState): Session {
    const id = randomUUID().replaceAll("-", "");
    const session: Session = {
      ...state,
      id,
      compute,
      principalId: caller.id,
      operations: new Map(),
      lastUsedAt: Date.now(),
    };
    this.#sessions.set(id, session);
    return session;
  }

  /** A session of this caller on this warehouse or cluster. */
  find(caller: Caller, compute: Compute, id: string): Session | undefined {
    const session = this.#sessions.get(id);
    if (session?.principalId !== caller.id || session.compute.id !== compute.id) return undefined;
    session.lastUsedAt = Date.now();
    return session;
  }

  /** An operation of one of this caller's sessions, with its session. */
  findOperation(caller: Caller, compute: Compute, id: string): { session: Session; operation: Operation } | undefined {
    for (const { id: sessionId, operations } of this.#sessions.values()) {
      const operation = operations.get(id);
      const session = operation && this.find(caller, compute, sessionId);
      if (session) return { session, operation };
    }
    return undefined;
  }

  close(session: Session): void {
    this.#sessions.delete(session.id);
    for (const operation of session.operations.values()) operation.close();
    session.operations.clear();
  }

  #sweep(): void {
    for (const session of this.#sessions.values()) {
      if (Date.now() - session.lastUsedAt > IDLE_MILLIS) this.close(session);
    }
  }

  closeAll(): void {
    clearInterval(this.#timer);
    for (const session of this.#sessions.values()) this.close(session);
  }
}
