import { setTimeout as sleep } from "node:timers/promises";
import { getCluster, startCluster } from "../databricks/clusters";
import type { RestClient } from "../databricks/http/rest";
import { ServiceError } from "../databricks/http/service-error";
import { lacksOnCluster, unfit } from "./diagnosis/compute";
import { Diagnosed } from "./diagnosis";
import type { Compute } from "../terraform/compute";
import type { Connection } from "../terraform/connection";
import { isForbidden } from "../databricks/http/service-error";

/** Between looks at a cluster on its way, in milliseconds; the last repeats. */
const LOOKS = [200, 500, 1000, 2000, 5000];
const TELL_EVERY_MS = 5000;

/** Nothing runs on it, and nothing will until somebody starts it. */
const DOWN = ["TERMINATED", "ERROR"];
const UP = ["RUNNING", "RESIZING"];

/**
 * Starts a cluster as the tool would have to, and waits until it runs.
 *
 * Over REST and before the session is opened: the SQL endpoint of a terminated cluster does not say which permission is
 * missing, nor why a start came to nothing.
 *
 * @throws Diagnosed for a permission that is missing, or a cluster that no tool can use
 * @throws ServiceError of the kind `unavailable` when it does not come up in time
 */
export async function wakeCluster(rest: RestClient, context: Waking): Promise<void> {
  const { connection, compute, external, options } = context;
  const { onProgress, signal, patienceMs = 15 * 60_000 } = options;
  const began = Date.now();
  let told = began;
  let started = false;
  const look = () => permitted(() => getCluster(rest, compute.id), "CAN_ATTACH_TO", context);
  let cluster = await look();
  // Whose an external credential is comes out only later.
  const fault = external ? undefined : unfit(cluster, connection, compute);
  if (fault) throw new Diagnosed(fault);
  for (let at = 0; !UP.includes(cluster.state); at++) {
    if (DOWN.includes(cluster.state)) {
      if (started) throw new ServiceError(cluster.reason || "it terminated again", { kind: "unavailable" });
      onProgress?.(`cluster ${compute.name} is terminated, starting it (usually 5 to 10 minutes)`);
      await permitted(() => startCluster(rest, compute.id), "CAN_RESTART", context);
      started = true;
    }
    const elapsed = Date.now() - began;
    if (elapsed > patienceMs) {
      const text = `${cluster.state.toLowerCase()} after ${Math.round(elapsed / 1000)} s`;
      throw new ServiceError(text, { kind: "unavailable" });
    }
    if (Date.now() - told >= TELL_EVERY_MS) {
      told = Date.now();
      onProgress?.(`waiting for cluster ${compute.name}, ${Math.round(elapsed / 1000)} s (usually 5 to 10 minutes)`);
    }
    await sleep(LOOKS[Math.min(at, LOOKS.length - 1)], undefined, { signal }).catch(() => {}); // The next look says so.
    cluster = await look();
  }
}

/** What {@link wakeCluster} needs to know of a check. */
interface Waking {
  readonly connection: Connection;
  readonly compute: Compute;
  /** True when a person brought the credential. */
  readonly external: boolean;
  readonly options: {
    /** Told what is waited for. */
    readonly onProgress?: (text: string) => void;
    readonly signal?: AbortSignal;
    /** How long it may take, in milliseconds. @defaultValue 900000 */
    readonly patienceMs?: number;
  };
}

async function permitted<T>(
  call: () => Promise<T>,
  level: "CAN_ATTACH_TO" | "CAN_RESTART",
  { connection, compute }: Waking,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isForbidden(error) || /entitlement/i.test((error as ServiceError).message)) throw error;
    const why = level === "CAN_RESTART" ? ", which is terminated" : "";
    throw new Diagnosed(lacksOnCluster(level, connection, compute, why));
  }
}
