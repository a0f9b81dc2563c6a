import type { DBSQLClient } from "@databricks/sql";
import { pageIn } from "../http/page";
import { ServiceError } from "../http/service-error";

/** What the driver's transport makes of the bytes of a message: it hands them to `callback`, which reads them. */
type Receiver = (callback: (transport: unknown) => void, sequence: number) => (data: Buffer) => void;

/** The driver's HTTP connection, as far as it is needed here; its version is pinned. */
interface ThriftConnection {
  /** Makes readers of messages, its own ones and those that arrive. */
  transport: { readonly receiver: Receiver };
  /** Holds a callback for every call that was not answered yet, by sequence number. */
  readonly client?: { readonly _reqs: Readonly<Record<number, unknown>> };
}

/**
 * Lets a call of the driver fail when its answer is no answer to it: a proxy's page, or a part of a message. By itself
 * the driver takes both for a message that goes on, and its promise never settles.
 */
export async function refuseForeignAnswers(client: Pick<DBSQLClient, "getConnectionProvider">): Promise<void> {
  const provider = await client.getConnectionProvider();
  const connection = (await provider.getThriftConnection()) as ThriftConnection;
  const { transport } = connection;
  const receiver: Receiver = (callback, sequence) => {
    const receive = transport.receiver(callback, sequence);
    return (data) => {
      receive(data);
      // Whoever was answered is waited for no more.
      if (connection.client?._reqs[sequence] !== undefined) throw foreign(data);
    };
  };
  connection.transport = new Proxy(transport, {
    get: (target, key) => (key === "receiver" ? receiver : (Reflect.get(target, key) as unknown)),
  });
}

function foreign(data: Buffer): ServiceError {
  const what = pageIn(data.toString("utf8")) ?? `an incomplete answer (${data.length} bytes)`;
  return new ServiceError(`the SQL endpoint answered with ${what}`, { kind: "foreign-answer", status: 200 });
}
