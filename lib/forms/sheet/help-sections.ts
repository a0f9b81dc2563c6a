import { mark, type Trouble } from "../../../profiles";
import { computeOf } from "../../terraform/compute";
import { offboardingSteps } from "../offboarding";
import { tag } from "./form-section";
import { html, link, linked, type Markup } from "./html";
import type { Sheet } from "./content";

/** What leaves the workspace, and where the tool's connections come from. */
export function dataSection({ profile }: Sheet): Markup | false {
  const { data, network } = profile;
  if (!data && !network) return false;
  return html`<section class="card" aria-labelledby="data">
    <h2 id="data">Data and network</h2>
    ${
      data &&
      html`<h3>What leaves the workspace ${tag(mark(profile, "data"))}</h3>
        <p>${data.leaves}</p>
        ${data.samples !== undefined && html`<p class="mind">Mind: ${data.samples}.</p>`}`
    }
    ${
      network &&
      html`<h3>Addresses to allow ${tag(mark(profile, "network"))}</h3>
        <p>
          Only where the workspace has IP access
          lists${network.link ? html`: ${link(network.link, "the vendor's list")}` : ""}.
        </p>
        ${
          network.ranges &&
          html`<dl class="ranges">
            ${Object.entries(network.ranges).map(
              ([region, ranges]) =>
                html`<div>
                  <dt>${region}</dt>
                  <dd>${ranges.map((range) => html`<code>${range}</code> `)}</dd>
                </div>`,
            )}
          </dl>`
        }`
    }
  </section>`;
}

/** Holds for every tool. */
const common = (compute: string): readonly Trouble[] => [
  {
    shows: "the connection test times out",
    cause: `the ${compute} was stopped and takes a while to start`,
    fix: "run the check, which starts it and leaves it running, then test again",
  },
  {
    shows: "the token or secret is refused",
    cause: "it was replaced, revoked, or has ended",
    fix: "take the present one as the form above says and enter it again; the check says when it ends",
  },
];

/** What the tool shows, why, and what to do. */
export function troubleSection({ profile: { troubleshooting = [] }, connection }: Sheet): Markup {
  return html`<section class="card" aria-labelledby="trouble">
    <h2 id="trouble">When something is wrong</h2>
    ${[...troubleshooting, ...common(computeOf(connection).kind)].map(
      ({ shows, cause, fix }) =>
        html`<details>
          <summary>${shows}</summary>
          <p><b>Cause</b> ${cause}.</p>
          <p><b>Fix</b> ${linked(fix)}.</p>
        </details>`,
    )}
  </section>`;
}

/** How the connection is taken away. */
export function offboardingSection({ profile, connection }: Sheet): Markup {
  const steps = offboardingSteps(profile, connection.integration);
  return html`<section class="card" aria-labelledby="away">
    <h2 id="away">Taking it away</h2>
    <ol>
      ${steps.map((step) => html`<li>${linked(step)}</li>`)}
      <li>
        In <code>onramp.yaml</code> write <code>absent: true</code> under <code>${connection.integration}</code>, then
        run <code>npx cdktf deploy</code>: ${whatGoes(connection)}
      </li>
    </ol>
  </section>`;
}

/** Nothing that was there before goes, and a credential that was made elsewhere only with its principal. */
function whatGoes({ principal, credential }: Sheet["connection"]): string {
  const token = credential.kind === "oauth" ? "client secret" : "access token";
  if (!principal.existing) return `service principal, ${token} and grants go, the data stays.`;
  if (!credential.external) return `${token} and grants go, the service principal and the data stay.`;
  return `the grants go, the service principal and the data stay. Whoever made the ${token} revokes it.`;
}
