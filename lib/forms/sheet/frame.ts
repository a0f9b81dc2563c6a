import { mark, type Aspect, type Reading } from "../../../profiles";
import { day, moment } from "../dates";
import { expiryOf } from "../expiry";
import { changeText, fieldName } from "../handoff/render";
import { templateValues } from "../fields";
import { html, link, linked, type Markup } from "./html";
import { icon } from "./icons";
import type { Sheet } from "./content";
import { checkState } from "./check-section";

/** The head of the page: what this is about, the facts in short, and what needs attention. */
export function masthead(sheet: Sheet): Markup {
  const { profile, connection, now } = sheet;
  const { workspace_url } = templateValues(connection);
  const state = checkState(sheet);
  return html`<header>
    <div class="brand">
      ${icon("ramp")}<span>Onramp <small>for Databricks</small></span
      ><span class="made">Hand-off sheet, ${day(now.toISOString())}</span>
    </div>
    <h1>Connect ${profile.name} to Databricks</h1>
    <p class="lead">${profile.summary}</p>
    ${needs(sheet)}
    <dl class="facts">
      <div>
        <dt>Connection</dt>
        <dd><bdi>${connection.integration}</bdi></dd>
      </div>
      <div>
        <dt>Workspace</dt>
        <dd>${link(workspace_url, workspace_url.replace("https://", ""))}</dd>
      </div>
      <div>
        <dt>${credentialName(sheet)}</dt>
        <dd>${expiryFact(sheet)}</dd>
      </div>
      <div>
        <dt>Check</dt>
        <dd class="state ${state.kind}">${icon(state.kind)}${state.words}</dd>
      </div>
    </dl>
    ${changesNotice(sheet)} ${warningsNotice(sheet)}
  </header>`;
}

/** Conditions on the tool's side. */
function needs({ profile: { availability, prerequisites = [] } }: Sheet): Markup | false {
  const all = [...(availability ? [availability] : []), ...prerequisites];
  return (
    all.length > 0 &&
    html`<ul class="needs">
      ${all.map((need) => html`<li>${icon("needed")}<span>${linked(need)}</span></li>`)}
    </ul>`
  );
}

function credentialName({ connection }: Sheet): string {
  return connection.credential.kind === "oauth" ? "Client secret" : "Access token";
}

function expiryFact({ connection, record }: Sheet): Markup {
  const expiry = expiryOf(connection, record);
  const { lifetime_days: lifetime = 0 } = connection.credential;
  if (!expiry) return lifetime ? html`lives for ${lifetime} days` : html`its end is not known`;
  return html`until ${expiry.known === "latest" && "at the latest "}<time datetime="${expiry.at.slice(0, 10)}"
      >${day(expiry.at)}</time
    >`;
}

function changesNotice({ profile, record: { changed } }: Sheet): Markup | undefined {
  if (!changed) return undefined;
  return html`<section class="notice changed" aria-labelledby="changed">
    <h2 id="changed">${icon("changed")}Form changed on ${day(changed.at)}</h2>
    <p>Whoever filled in the form before that changes these fields; the others stay as they are.</p>
    <dl>
      ${changed.fields.map(
        (change) =>
          html`<div>
            <dt>${fieldName(change, profile)}</dt>
            <dd><bdi>${changeText(change)}</bdi></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function warningsNotice({ warnings = [] }: Sheet): Markup | undefined {
  if (warnings.length === 0) return undefined;
  return html`<section class="notice warn" aria-labelledby="warnings">
    <h2 id="warnings">${icon("warn")}Worth knowing</h2>
    <ul>
      ${warnings.map((warning) => html`<li><bdi>${warning}</bdi></li>`)}
    </ul>
  </section>`;
}

/** Where the facts come from, and what this page is not. */
export function footer({ profile, record: { check }, now }: Sheet): Markup {
  const isMarked = MARKED.some((aspect) => mark(profile, aspect) !== "");
  return html`<footer>
    <section aria-labelledby="sources">
      <h2 id="sources">Where this comes from</h2>
      <ul>
        ${profile.evidence.map(
          ({ source, date, reading }) => html`<li>${source} <small>${READ_WORDS[reading]}, ${day(date)}</small></li>`,
        )}${profile.links.map(({ title, url }) => html`<li>${link(url, title)}</li>`)}
      </ul>
      ${isMarked && html`<p>What is marked <span class="tag">unverified</span> is not stated by the vendor; it is what tools of this kind need.</p>`}
    </section>
    <p class="fine">
      Made ${moment(now.toISOString())}${check && html`, checked ${moment(check.at)}`}. There is no secret on this
      sheet; it can be mailed and printed. Onramp for Databricks is not affiliated with Databricks or the vendors it
      names.
    </p>
  </footer>`;
}

/** What the sheet marks where nobody's page states it. */
const MARKED: readonly Aspect[] = ["form", "steps", "privileges", "network", "data"];

const READ_WORDS: Readonly<Record<Reading, string>> = {
  "in full": "read in full",
  excerpt: "read in an excerpt",
  unverified: "unverified",
};
