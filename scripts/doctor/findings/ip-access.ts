import { z } from "zod";
import type { IntegrationConfig } from "../../../lib/config";
import { coverage } from "../ip-ranges";
import { fail, ok, warn, type Examination, type Outcome } from "../finding";

const listsSchema = z.object({
  ip_access_lists: z
    .array(
      z.object({
        list_type: z.string(),
        enabled: z.boolean().default(true),
        ip_addresses: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

/** From where the workspace lets people in; nothing in `allow` = from everywhere. */
interface Lists {
  readonly allow: readonly string[];
  readonly block: readonly string[];
}

export const ipAccess: Examination = {
  id: "ip-access",
  question: "whether the IP access lists let the tools in",
  async examine({ rest, facts, wanted }) {
    if (wanted.integrations.length === 0) return [];
    if ((await facts.settings()).enableIpAccessLists !== "true") return [ok("IP access lists are off")];
    const { ip_access_lists: all } = await rest.getAs(listsSchema, "/api/2.0/ip-access-lists");
    const of = (type: string) =>
      all.filter((list) => list.enabled && list.list_type === type).flatMap((list) => list.ip_addresses);
    const lists = { allow: of("ALLOW"), block: of("BLOCK") };
    if (lists.allow.length + lists.block.length === 0) return [ok("no IP access list is in force")];
    const outcomes = wanted.integrations.map((integration) => judge(integration, lists));
    const bad = outcomes.filter(({ status }) => status !== "OK");
    // The lists let this very call in; whether they will let it in from elsewhere cannot be known here.
    return bad.length > 0 ? bad : [ok("the IP access lists let this machine in, as of now"), ...outcomes];
  },
};

/** A tool connects from one of its regions: one that is let in is enough. */
function judge({ name, profile }: IntegrationConfig, lists: Lists): Outcome {
  const { ranges = {}, link } = profile.network ?? {};
  const regions = Object.entries(ranges);
  if (regions.length === 0) {
    return warn(`IP access lists are on, and the addresses of ${profile.name} are not known here`, {
      fix: link ? `allow those listed at ${link}` : `ask ${profile.name} for its addresses and allow them`,
    });
  }
  const open = regions.filter(([, each]) => each.every((range) => isLetIn(range, lists))).map(([region]) => region);
  if (open.length > 0) return ok(`the IP access lists let ${profile.name} in (${open.join(", ")})`);
  const commands = regions.map(([region, addresses]) => createList(`${name} ${region}`, addresses));
  const several = regions.length > 1 ? ", for the region you are in" : "";
  return fail(`the IP access lists keep ${profile.name} out`, {
    cause: `no region of it is let in: ${regions.map(([region]) => region).join(", ")}`,
    fix: `an admin allows its addresses${several}, and takes them off lists that block\n${commands.join("\n")}`,
  });
}

function isLetIn(range: string, { allow, block }: Lists): boolean {
  if (coverage(range, block) !== "none") return false;
  return allow.length === 0 || coverage(range, allow) === "all";
}

function createList(label: string, addresses: readonly string[]): string {
  return `databricks ip-access-lists create --json '${JSON.stringify({ label, list_type: "ALLOW", ip_addresses: addresses })}'`;
}
