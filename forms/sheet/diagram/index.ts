import { accessOf, byCatalog } from "../../access";
import type { Subject } from "../../subject";
import { html, type Markup } from "../html";
import { groupsOf, type Ends } from "./groups";
import { narrow } from "./narrow";
import { wide } from "./wide";

/** What leads the tool to the data, as a drawing for wide and one for narrow pages. */
export function diagram(subject: Subject): Markup {
  const { connection, profile } = subject;
  const { principal, credential, warehouse_name, auto_stop_minutes: minutes } = connection;
  const groups = groupsOf(byCatalog(accessOf(subject)));
  const ends: Ends = {
    principal: {
      kind: "principal",
      heading: "service principal",
      name: principal.display_name,
      lines: [credential.kind === "oauth" ? "client id and secret" : "access token", `for ${profile.name} alone`],
    },
    warehouse: {
      kind: "warehouse",
      heading: "SQL warehouse",
      name: warehouse_name,
      lines: ["CAN USE", minutes > 0 ? `stops after ${minutes} idle min` : "never stops by itself"],
    },
  };
  return html`<div
    class="diagram"
    role="img"
    aria-label="Catalog, schema, grants, service principal and warehouse of ${profile.name}; the same is said in words below"
  >
    ${wide(groups, ends)} ${narrow(groups, ends)}
  </div>`;
}
