import { mark } from "../../../profiles";
import type { FormRow } from "../fields";
import { fieldName } from "../handoff/render";
import { formsOf, secondFormNotes, type ToolForm } from "../tool-form";
import { html, type Markup } from "./html";
import { icon } from "./icons";
import type { Sheet } from "./content";
import { onramp } from "../../command-line";

/** The tool's forms, each field with a button that copies its value. */
export function formSection(sheet: Sheet): Markup {
  const forms = formsOf(sheet);
  return html`<section class="card form" aria-labelledby="form">
    <h2 id="form">Fill in the form ${tag(mark(sheet.profile, "form"))}</h2>
    ${forms.map((form) => oneForm(form, sheet, forms.length > 1))}
    ${secondFormNotes(sheet).map((note) => html`<p class="note">${note}</p>`)}
  </section>`;
}

function oneForm({ key, path, rows }: ToolForm, sheet: Sheet, several: boolean): Markup {
  const title = key === "main" ? sheet.profile.name : sheet.profile.secondForms?.[key]?.name;
  return html`${several && html`<h3>${title}</h3>`}
    <p class="path">
      ${path.map((part, at) => html`${at > 0 && html`<i aria-hidden="true">›</i>`}<span>${part}</span>`)}
    </p>
    <dl class="fields">${rows.map((row, at) => field(row, `${key}-${at}`, key, sheet))}</dl>`;
}

function field({ label, value, optional, hint }: FormRow, id: string, form: ToolForm["key"], sheet: Sheet): Markup {
  const { record, profile } = sheet;
  const changed = record.changed?.fields.some((change) => change.form === form && change.label === label);
  return html`<div class="field">
    <dt>
      <bdi>${label}</bdi
      >${optional && html` <span class="tag">optional</span>`}${changed && html` <span class="tag new">changed</span>`}${hint && html`<small>${hint}</small>`}
    </dt>
    ${typeof value === "string" ? plain(value, id, fieldName({ form, label }, profile)) : secretPlace(sheet, id)}
  </div>`;
}

function plain(value: string, id: string, name: string): Markup {
  return html`<dd><bdi class="value" id="${id}">${value}</bdi>${copyButton(value, id, name)}</dd>`;
}

/** Says where the secret comes from. */
function secretPlace({ connection }: Sheet, id: string): Markup {
  const { integration, credential } = connection;
  if (credential.external)
    return html`<dd class="secret">
      <p>${icon("lock")}Not on this sheet: it was made outside Onramp. Ask whoever made it.</p>
    </dd>`;
  const command = onramp(`form ${integration} --secret-file ${integration}.secret`);
  return html`<dd class="secret">
    <p>${icon("lock")}Not on this sheet. Ask whoever sent it to you; they take it with</p>
    <div><bdi class="value" id="${id}">${command}</bdi>${copyButton(command, id, "the command")}</div>
  </dd>`;
}

/** Hidden where scripts do not run. */
function copyButton(value: string, id: string, name: string): Markup {
  return html`<button
    type="button"
    hidden
    data-copy="${value}"
    data-value="${id}"
    data-name="${name}"
    aria-label="Copy ${name}"
  >
    ${icon("copy")}<span>Copy</span>
  </button>`;
}

/** A small label for ` (unverified)`, or nothing. */
export function tag(marked: string): Markup | false {
  return marked !== "" && html`<span class="tag">unverified</span>`;
}
