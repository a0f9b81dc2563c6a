import { createHash } from "node:crypto";
import type { Secret } from "../../databricks/secret";
import type { Subject } from "../subject";
import { formsOf } from "../tool-form";
import type { FieldChange, FormChanges, HandoffRecord, HeldField, LastCheck } from "./record";

/** Eight hexadecimal digits that tell secrets apart and give nothing of them away. */
export function fingerprint(secret: Secret, salt: string): string {
  return createHash("sha256").update(salt).update(secret.reveal()).digest("hex").slice(0, 8);
}

/** What the tool's forms hold once they are filled in; a secret that nobody gave is not known and left out. */
export function heldFields(subject: Subject, salt: string): HeldField[] {
  return formsOf(subject).flatMap(({ key: form, rows }) =>
    rows.flatMap(({ label, value }): HeldField[] => {
      if (value === undefined) return [];
      return [
        typeof value === "string" ? { form, label, value } : { form, label, fingerprint: fingerprint(value, salt) },
      ];
    }),
  );
}

/**
 * What has to be changed in the tool's forms since the last hand-off; nothing when there was none. A secret that was made
 * elsewhere counts only where it was given both times.
 */
export function changesSince(record: HandoffRecord, subject: Subject): FieldChange[] {
  if (!record.handed) return [];
  const now = heldFields(subject, record.salt);
  const before = record.handed.fields;
  const changed = now.flatMap((field) => {
    const old = find(field, before);
    return old && textOf(old) === textOf(field) ? [] : [changeOf(field, old, field)];
  });
  const gone = before.filter((field) => !find(field, now)).map((field) => changeOf(field, field));
  const isKnown = ({ secret, from, to }: FieldChange) => !secret || (from !== undefined && to !== undefined);
  const all = [...changed, ...gone];
  return subject.connection.credential.external ? all.filter(isKnown) : all;
}

const find = ({ form, label }: HeldField, fields: readonly HeldField[]) =>
  fields.find((field) => field.form === form && field.label === label);
const textOf = (field: HeldField) => ("value" in field ? field.value : field.fingerprint);

function changeOf(field: HeldField, from?: HeldField, to?: HeldField): FieldChange {
  return {
    form: field.form,
    label: field.label,
    secret: "fingerprint" in field,
    ...(from && { from: textOf(from) }),
    ...(to && { to: textOf(to) }),
  };
}

/** What happened to an integration just now. */
export interface Happened {
  readonly now: Date;
  /** Its forms were shown to a person, to be filled in. */
  readonly handedOver: boolean;
  /** It was checked. */
  readonly check?: Omit<LastCheck, "at">;
}

/** The record as it is afterwards. Changes stay in it until the next ones, so that a hand-off sheet can show them. */
export function updated(record: HandoffRecord, subject: Subject, { now, handedOver, check }: Happened): HandoffRecord {
  const at = now.toISOString();
  const { id } = subject.connection.credential;
  const changes = changesSince(record, subject);
  const changed: FormChanges | undefined =
    record.handed && changes.length > 0 ? { at, since: record.handed.at, fields: changes } : record.changed;
  return {
    ...record,
    ...(handedOver && { handed: { at, fields: heldAfter(record, subject) }, ...(changed && { changed }) }),
    credential: id === undefined || record.credential?.id === id ? record.credential : { id, seen: at },
    ...(check && { check: { ...check, at } }),
  };
}

/** A secret that was made elsewhere and not given this time is still the one that it was. */
function heldAfter({ handed, salt }: HandoffRecord, subject: Subject): HeldField[] {
  const fields = heldFields(subject, salt);
  if (subject.secret) return fields;
  return [...fields, ...(handed?.fields ?? []).filter((field) => "fingerprint" in field && !find(field, fields))];
}
