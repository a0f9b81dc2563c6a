import { decode, encode, ExtensionCodec } from "@msgpack/msgpack";
import { Unknown, UNKNOWN, type Value } from "../engine/value";
import type { DynamicValue } from "./messages";

const PLAIN_UNKNOWN = 0;
const REFINED_UNKNOWN = 12;

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: PLAIN_UNKNOWN,
  encode: (value) => (value instanceof Unknown ? Uint8Array.of(0) : null),
  decode: () => UNKNOWN,
});
extensionCodec.register({ type: REFINED_UNKNOWN, encode: () => null, decode: () => UNKNOWN });

/**
 * What Terraform sent, before it is given the shape of a schema; an absent value is null.
 *
 * @throws when a map has the key `__proto__`, which the msgpack library refuses
 */
export function decodeValue(value: DynamicValue | null | undefined): unknown {
  if (value?.msgpack?.length) return decode(value.msgpack, { extensionCodec });
  if (value?.json?.length) return JSON.parse(Buffer.from(value.json).toString("utf8"));
  return null;
}

/** A value as Terraform wants it back: always in msgpack. */
export function encodeValue(value: Value): DynamicValue {
  return { msgpack: encode(value, { extensionCodec }) };
}
