import { z } from "zod";

const place = { form: z.string(), label: z.string() };

/** What a field of the tool's form held: a plain value, or a secret by its {@link fingerprint}. */
const heldFieldSchema = z.union([
  z.object({ ...place, value: z.string() }),
  z.object({ ...place, fingerprint: z.string() }),
]);

const fieldChangeSchema = z.object({
  ...place,
  /** `from` and `to` are fingerprints. */
  secret: z.boolean(),
  /** Absent: the field is new. */
  from: z.string().optional(),
  /** Absent: the field is gone. */
  to: z.string().optional(),
});

const time = z.iso.datetime();

const changesSchema = z.object({
  /** When these values were first shown. */
  at: time,
  /** When the values before them were shown. */
  since: time,
  fields: z.array(fieldChangeSchema),
});

const checkSchema = z.object({
  at: time,
  status: z.enum(["PASS", "WARN", "FAIL"]),
  /** What it signed in with; absent: an external credential. */
  credential_id: z.string().optional(),
  days_left: z.number().optional(),
  test_results: z.array(
    z.object({
      test_name: z.string(),
      status: z.enum(["PASS", "FAIL", "WARN", "SKIP"]),
      message: z.string(),
      cause: z.string().optional(),
      fix: z.string().optional(),
      time_ms: z.number(),
    }),
  ),
});

/** What is remembered of one integration between runs. There is no secret in it. */
export const handoffRecordSchema = z.object({
  version: z.literal(1),
  integration: z.string(),
  /** Makes fingerprints of this file unlike those of any other. */
  salt: z.string(),
  /** The last hand-off: what a person was shown to type into the tool's forms. */
  handed: z.object({ at: time, fields: z.array(heldFieldSchema) }).optional(),
  /** What was different in it from the hand-off before. */
  changed: changesSchema.optional(),
  /** The credential that a deploy made, and when it was first seen: it cannot be younger than that. */
  credential: z.object({ id: z.string(), seen: time }).optional(),
  /** The last check. */
  check: checkSchema.optional(),
});

export type HandoffRecord = z.infer<typeof handoffRecordSchema>;
export type HeldField = z.infer<typeof heldFieldSchema>;
export type FieldChange = z.infer<typeof fieldChangeSchema>;
export type FormChanges = z.infer<typeof changesSchema>;
export type LastCheck = z.infer<typeof checkSchema>;
