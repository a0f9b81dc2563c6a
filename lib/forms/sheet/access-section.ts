import { ARCHETYPE_WORDS, mark, PRIVILEGE_WORDS } from "../../../profiles";
import { computeOf } from "../../terraform/compute";
import { sqlName, type Privilege } from "../../databricks/privilege";
import { fullName, kindOf } from "../../databricks/securable";
import { accessOf, isWay, type Access } from "../access";
import { COMPUTE_WORDS } from "../compute-words";
import { secondFormsOf } from "../tool-form";
import { diagram } from "./diagram";
import { tag } from "./form-section";
import { html, type Markup } from "./html";
import type { Sheet } from "./content";

/** What the tool may do, drawn and in words, and what its vendor asks for. */
export function accessSection(sheet: Sheet): Markup {
  const { profile, connection } = sheet;
  const access = accessOf(sheet);
  const compute = computeOf(connection);
  return html`<section class="card access" aria-labelledby="access">
    <h2 id="access">What ${profile.name} may do ${tag(mark(profile, "privileges"))}</h2>
    <p>
      It ${inWords(sheet)}. It signs in as the service principal
      <b><bdi>${connection.principal.display_name}</bdi></b
      >, which
      ${connection.principal.existing ? "was there before and may hold more elsewhere; for this connection it is granted" : "is granted"}
      these privileges and nothing else.
    </p>
    ${diagram(sheet)}
    <dl class="grants">
      ${access.filter((each) => !isWay(each)).map(grants)} ${ways(access)}
      <div>
        <dt><small>${COMPUTE_WORDS[compute.kind].called}</small><bdi>${compute.name}</bdi></dt>
        <dd>
          <ul>
            <li><b>${COMPUTE_WORDS[compute.kind].level}</b> run queries and start it, not change it</li>
          </ul>
          ${compute.existing && html`<small>given by those who look after the ${compute.kind}</small>`}
        </dd>
      </div>
    </dl>
    ${wording(sheet)} ${refused(sheet)}
  </section>`;
}

function inWords(sheet: Sheet): string {
  const { archetype } = sheet.profile;
  const written = secondFormsOf(sheet).filter(({ use }) => use && "schema" in use);
  if (archetype !== "reader" || written.length === 0) return ARCHETYPE_WORDS[archetype];
  return `reads, and writes only into the schema of its ${written.map(({ form }) => form.name).join(" and ")}`;
}

function grants({ on, privileges, from11 }: Access): Markup {
  const item = (privilege: Privilege, when = "") =>
    html`<li><b>${sqlName(privilege)}</b> ${PRIVILEGE_WORDS[privilege]}${when}</li>`;
  const what = [
    ...privileges.map((each) => item(each)),
    ...from11.map((each) => item(each, "; only where the metastore's privilege model is 1.1 or later")),
  ];
  return html`<div>
    <dt><small>${kindOf(on)}</small><bdi>${fullName(on)}</bdi></dt>
    <dd>
      <ul>
        ${what.length > 0 ? what : html`<li>Databricks' examples, open to everybody</li>`}
      </ul>
    </dd>
  </div>`;
}

/** What only leads to the rest. */
function ways(access: readonly Access[]): Markup | false {
  const rows = access
    .filter(isWay)
    .map(
      ({ on, privileges }) => html`<li><b>${privileges.map(sqlName).join(", ")}</b> <bdi>${fullName(on)}</bdi></li>`,
    );
  if (rows.length === 0) return false;
  return html`<div>
    <dt><small>on the way there</small></dt>
    <dd>
      <ul>
        ${rows}
      </ul>
      <small>lets it enter, and gives no data by itself</small>
    </dd>
  </div>`;
}

function wording({ profile: { name, vendorWording } }: Sheet): Markup | false {
  if (vendorWording.length === 0) return false;
  return html`<h3>In ${name}'s words</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">${name} asks for</th>
          <th scope="col">It gets</th>
        </tr>
      </thead>
      <tbody>
        ${vendorWording.map(
          ({ asks, grants }) =>
            html`<tr>
              <td>${asks}</td>
              <td>${grants}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function refused({ profile: { name, vendorAsks = [] } }: Sheet): Markup | false {
  if (vendorAsks.length === 0) return false;
  return html`<h3>What ${name} asks for and does not get</h3>
    <dl class="refused">
      ${vendorAsks.map(
        ({ asks, instead, difference, because }) =>
          html`<div>
            <dt>${asks}</dt>
            <dd>
              <p>Instead: ${instead}.</p>
              <p>The difference: ${difference}.</p>
              <p>Why: ${because}.</p>
            </dd>
          </div>`,
      )}
    </dl>`;
}
