import { createIpAccessListCommand, getIpAccess, type IpAccess } from "../../../lib/databricks/ip-access-lists";
import type { IntegrationConfig } from "../../../lib/config";
import { coverage } from "../ip-ranges";
import type { Examination } from "../examination";
import { fail, pass, warn, type Outcome } from "../../../lib/report/outcome";
import { getWorkspaceSettings } from "../../../lib/databricks/workspace-settings";

export const ipAccess: Examination = {
  id: "ip-access",
  question: "whether the IP access lists let the tools in",
  async examine({ rest, declared }) {
    if (declared.integrations.length === 0) return [];
    if ((await getWorkspaceSettings(rest)).enableIpAccessLists !== "true") return [pass("IP access lists are off")];
    const lists = await getIpAccess(rest);
    if (lists.allow.length + lists.block.length === 0) return [pass("no IP access list is in force")];
    const outcomes = declared.integrations.map((integration) => judge(integration, lists));
    const bad = outcomes.filter(({ status }) => status !== "PASS");
    // The lists let this very call in; whether they will let it in from elsewhere cannot be known here.
    return bad.length > 0 ? bad : [pass("the IP access lists let this machine in, as of now"), ...outcomes];
  },
};

/** A tool connects from one of its regions: one that is let in is enough. */
function judge({ name, profile }: IntegrationConfig, lists: IpAccess): Outcome {
  const { ranges = {}, link } = profile.network ?? {};
  const regions = Object.entries(ranges);
  if (regions.length === 0) {
    return warn(`IP access lists are on, and the addresses of ${profile.name} are not known here`, {
      fix: link ? `allow those listed at ${link}` : `ask ${profile.name} for its addresses and allow them`,
    });
  }
  const open = regions.filter(([, each]) => each.every((range) => isLetIn(range, lists))).map(([region]) => region);
  if (open.length > 0) return pass(`the IP access lists let ${profile.name} in (${open.join(", ")})`);
  const commands = regions.map(([region, addresses]) => createIpAccessListCommand(`${name} ${region}`, addresses));
  const several = regions.length > 1 ? ", for the region you are in" : "";
  return fail(`the IP access lists keep ${profile.name} out`, {
    cause: `no region of it is let in: ${regions.map(([region]) => region).join(", ")}`,
    fix: `an admin allows its addresses${several}, and takes them off lists that block\n${commands.join("\n")}`,
  });
}

function isLetIn(range: string, { allow, block }: IpAccess): boolean {
  if (coverage(range, block) !== "none") return false;
  return allow.length === 0 || coverage(range, allow) === "all";
}
