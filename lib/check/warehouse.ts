import { setTimeout as sleep } from "node:timers/promises";
import type { RestClient } from "../databricks/http/rest";
import { isForbidden, ServiceError } from "../databricks/http/service-error";
import { getWarehouse, startWarehouse, type WarehouseInfo } from "../databricks/warehouses";

/** Between looks at a warehouse that is not up, in milliseconds; the last repeats. */
const LOOKS = [500, 1000, 2000, 5000];

/** Looks at a warehouse that stays down and says that it failed, before nothing more is hoped for. */
const ENOUGH_FAILURES = 3;

const DOWN = ["STOPPED", "STOPPING", "DELETING", "DELETED"];

/** What {@link wakeWarehouse} is told, and tells. */
export interface Waking {
  readonly name: string;
  readonly id: string;
  /** Ends it, as when the session is open. */
  readonly signal: AbortSignal;
  /** Told the warehouse as it was first. */
  readonly onFound: (warehouse: WarehouseInfo) => void;
  /** Told in what state it is, with how long a start usually takes. */
  readonly onState: (text: string) => void;
  /** Told what is done, once. */
  readonly onProgress?: (text: string) => void;
}

/**
 * Starts a warehouse while the session is being opened, which starts it too, and watches it: the SQL endpoint only says
 * that it is not there yet, and never why.
 *
 * @returns why it does not come up, in the service's words, once it has given up; undefined when it need not be waited
 * for, or does not tell: what is wrong then is reported by the session or by the probe that needs it
 */
export async function wakeWarehouse(rest: RestClient, waking: Waking): Promise<string | undefined> {
  const { id, name, signal, onFound, onState, onProgress } = waking;
  try {
    const found = await getWarehouse(rest, id);
    onFound(found);
    if (found.state === "RUNNING") return undefined;
    const expected = expectedStart(found);
    onState(expected);
    onProgress?.(`warehouse ${name} is ${found.state.toLowerCase()}, starting it (${expected})`);
    const refused = await startWarehouse(rest, id).then(() => undefined, refusalOf);
    let failures = 0;
    for (let at = 0; !signal.aborted; at++) {
      await sleep(LOOKS[Math.min(at, LOOKS.length - 1)], undefined, { signal });
      const { state, failed, reason } = await getWarehouse(rest, id);
      if (state === "RUNNING") return undefined;
      const why = reason || refused || "";
      onState(why === "" ? `${state.toLowerCase()}; ${expected}` : `${state.toLowerCase()}: ${why}`);
      const isDown = DOWN.includes(state) && (failed || refused !== undefined);
      failures = isDown ? failures + 1 : 0;
      if (failures >= ENOUGH_FAILURES) return why || "it stopped again";
    }
  } catch {
    // The session, which is being opened, tells.
  }
  return undefined;
}

/** Why a start was refused; who may not start it is told by the session. */
function refusalOf(error: unknown): string | undefined {
  return error instanceof ServiceError && !isForbidden(error) && error.status !== undefined ? error.message : undefined;
}

/** How long a start usually takes, in words. */
function expectedStart({ type }: WarehouseInfo): string {
  return type === "serverless" ? "serverless, usually within a minute" : "not serverless, usually 5 to 10 minutes";
}
