const STRICT_VERSION = 0x8001;

/** Name of the call in the body of a request; undefined when it is no message of Thrift's strict binary protocol. */
export function callName(body: Buffer): string | undefined {
  if (body.length < 8 || body.readUInt16BE(0) !== STRICT_VERSION) return undefined;
  const length = body.readUInt32BE(4);
  return length <= 64 && body.length >= 8 + length ? body.toString("latin1", 8, 8 + length) : undefined;
}
