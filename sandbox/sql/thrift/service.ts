import Int64 from "node-int64";
import TCLIService from "@databricks/sql/thrift/TCLIService";
import thrift from "thrift";

/*
 * The one place that knows Thrift: the official driver ships the generated code of the service's protocol, with a
 * processor for servers; everything else here uses the types below. The driver's version is pinned, as this folder of
 * it is not a documented interface.
 */
export * from "@databricks/sql/thrift/TCLIService_types";

/**
 * Runs one call: the body of a request in, the body of the answer out.
 *
 * @param handler an object with a method for each call; methods take exactly one argument, by which the processor
 * knows that they return promises
 * @throws Error for a body that is no Thrift message
 */
export function invoke(handler: object, body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const output = new thrift.TBinaryProtocol(new thrift.TBufferedTransport(undefined, resolve as never));
    const receive = thrift.TBufferedTransport.receiver((transport: InstanceType<typeof thrift.TBufferedTransport>) => {
      try {
        new TCLIService.Processor(handler).process(new thrift.TBinaryProtocol(transport), output);
        transport.commitPosition();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }, 0);
    receive(body);
  });
}

/** A number for an i64 field. */
export function int64(value: number | bigint): Int64 {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return new Int64(bytes);
}
