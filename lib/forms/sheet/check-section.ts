import { moment } from "../dates";
import type { LastCheck } from "../handoff/record";
import { html, type Markup } from "./html";
import { icon, type IconName } from "./icons";
import type { Sheet } from "./content";
import { onramp } from "../../command-line";

type Kind = Extract<IconName, "well" | "warn" | "failed" | "unknown">;

const KIND: Readonly<Record<LastCheck["test_results"][number]["status"], Kind>> = {
  PASS: "well",
  WARN: "warn",
  FAIL: "failed",
  SKIP: "unknown",
};

/** The last check in a few words. */
export function checkState({ record: { check }, connection }: Sheet): { readonly kind: Kind; readonly words: string } {
  if (!check) return { kind: "unknown", words: "not checked yet" };
  if (check.credential_id !== connection.credential.id)
    return { kind: "unknown", words: "not checked since the credential was replaced" };
  const passed = check.test_results.filter(({ status }) => status === "PASS").length;
  const words = { PASS: `${passed} passed`, WARN: `${passed} passed, with a warning`, FAIL: "failed" };
  return { kind: KIND[check.status], words: words[check.status] };
}

/** What was tried with the tool's own credential, and how long each took. */
export function checkSection(sheet: Sheet): Markup {
  const { record, profile, connection } = sheet;
  const { check } = record;
  const state = checkState(sheet);
  const again = html`<p class="note">To check again: <code>${onramp(`check ${connection.integration}`)}</code></p>`;
  if (!check || state.kind === "unknown") {
    return html`<section class="card check" aria-labelledby="check">
      <h2 id="check">Check</h2>
      <p>
        This connection was ${state.words}. A check tries with ${profile.name}'s own credential what ${profile.name}
        will do, and what it must not be able to do.
      </p>
      ${again}
    </section>`;
  }
  return html`<section class="card check" aria-labelledby="check">
    <h2 id="check">${check.status === "FAIL" ? "Tried" : "Proven"} with this credential</h2>
    <p>On <time datetime="${check.at}">${moment(check.at)}</time>, signed in as ${profile.name} will.</p>
    <ul class="results">
      ${check.test_results.map(result)}
    </ul>
    ${again}
  </section>`;
}

function result({ status, message, cause, fix, time_ms }: LastCheck["test_results"][number]): Markup {
  const kind = KIND[status];
  return html`<li class="${kind}">
    <span class="status">${icon(kind)}<span class="offscreen">${status}</span></span>
    <div>
      <bdi>${message}</bdi
      >${cause !== undefined && html`<small>Cause: ${cause}</small>`}${fix !== undefined && html`<small class="fix">Fix: ${fix}</small>`}
    </div>
    <span class="took">${status === "SKIP" ? "skipped" : `${time_ms} ms`}</span>
  </li>`;
}
