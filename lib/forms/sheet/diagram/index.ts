import { computeOf } from "../../../terraform/compute";
import { accessOf, byCatalog } from "../../access";
import { COMPUTE_WORDS } from "../../compute-words";
import type { Subject } from "../../subject";
import { html, type Markup } from "../html";
import { groupsOf, type Ends } from "./groups";
import { narrow } from "./narrow";
import { wide } from "./wide";

/** What leads the tool to the data, as a drawing for wide and one for narrow pages. */
export function diagram(subject: Subject): Markup {
  const { connection, profile } = subject;
  const { principal, credential, auto_stop_minutes: minutes } = connection;
  const { kind, name } = computeOf(connection);
  const { called, level } = COMPUTE_WORDS[kind];
  const groups = groupsOf(byCatalog(accessOf(subject)));
  const ends: Ends = {
    principal: {
      kind: "principal",
      heading: "service principal",
      name: principal.display_name,
      lines: [
        credential.kind === "oauth" ? "client id and secret" : "access token",
        credential.external ? "made elsewhere" : `for ${profile.name} alone`,
      ],
    },
    warehouse: {
      kind: "warehouse",
      heading: called,
      name,
      lines: [level, minutes > 0 ? `stops after ${minutes} idle min` : "never stops by itself"],
    },
  };
  return html`<div
    class="diagram"
    role="img"
    aria-label="Catalog, schema, grants, service principal and ${kind} of ${profile.name}; the same is said in words below"
  >
    ${wide(groups, ends)} ${narrow(groups, ends)}
  </div>`;
}
