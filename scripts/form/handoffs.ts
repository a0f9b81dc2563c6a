import { basename, join } from "node:path";
import type { CheckReport } from "../../lib/check/report";
import type { OnrampConfig } from "../../lib/config";
import { changesSince, updated, type Happened } from "../../lib/forms/handoff/changes";
import type { FieldChange, HandoffRecord } from "../../lib/forms/handoff/record";
import { readRecord, writeRecord } from "../../lib/forms/handoff/store";
import type { Subject } from "../../lib/forms/subject";
import { stateLocation } from "../../lib/terraform/state-location";
import type { Context } from "../cli/context";

/** What is remembered of an integration, with what differs now. */
export interface Handoff {
  readonly record: HandoffRecord;
  /** Empty when nothing differs, or nothing was handed over before. */
  readonly changes: readonly FieldChange[];
}

/** What was handed over before, by integration; kept beside the states, one folder for each workspace. */
export class Handoffs {
  readonly #folder: string;
  readonly #note: (line: string) => void;

  constructor(
    config: OnrampConfig,
    { env, cwd }: Pick<Context, "env" | "cwd">,
    /** Told when something cannot be kept. */
    note: (line: string) => void,
  ) {
    const { workspace, folder } = stateLocation(config, env, cwd);
    this.#folder = workspace?.startsWith("sandbox:")
      ? join(folder, "handoff")
      : join(cwd, ".onramp", "handoff", basename(folder));
    this.#note = note;
  }

  of(subject: Subject): Handoff {
    const record = readRecord(this.#folder, subject.connection.integration);
    return { record, changes: changesSince(record, subject) };
  }

  /** The record as it is once this happened; {@link keep} writes it. */
  recordAfter(subject: Subject, happened: Omit<Happened, "now">): HandoffRecord {
    const record = readRecord(this.#folder, subject.connection.integration);
    return updated(record, subject, { now: new Date(), ...happened });
  }

  keep(record: HandoffRecord): void {
    try {
      writeRecord(this.#folder, record);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.#note(`what was handed over cannot be remembered in ${this.#folder} (${code})`);
    }
  }
}

/** What is remembered of a check. */
export function checkFacts({ status, credential, test_results }: CheckReport): Happened["check"] {
  return { status, credential_id: credential.id, days_left: credential.days_left, test_results: [...test_results] };
}
