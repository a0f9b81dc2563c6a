import { mark } from "../../../profiles";
import { stepGroups } from "../steps";
import { tag } from "./form-section";
import { html, linked, type Markup } from "./html";
import type { Sheet } from "./content";

/** What to do in the tool, numbered through. */
export function stepsSection(sheet: Sheet): Markup {
  let next = 1;
  const groups = stepGroups(sheet).map(({ title, steps }) => {
    const start = next;
    next += steps.length;
    return html`<h3>${title}</h3>
      <ol start="${start}">
        ${steps.map((step) => html`<li>${linked(step)}</li>`)}
      </ol>`;
  });
  return html`<section class="card steps" aria-labelledby="steps">
    <h2 id="steps">Steps in ${sheet.profile.name} ${tag(mark(sheet.profile, "steps"))}</h2>
    ${groups}
  </section>`;
}
