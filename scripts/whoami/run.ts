import { z } from "zod";
import { authenticate } from "../../lib/databricks/authentication";
import { RestClient } from "../../lib/databricks/http/rest";
import type { Context } from "../cli/context";
import { ExternalError } from "../../lib/report/errors";
import { signInOf } from "../cli/named-workspace";

export interface WhoamiCommand {
  readonly json?: boolean;
}

const meSchema = z.object({ userName: z.string(), displayName: z.string().optional() });

/** `onramp whoami`: the workspace that `onramp.yaml` and the environment lead to, and who signs in there. */
export async function run({ json }: WhoamiCommand, context: Context): Promise<number> {
  const { stdout, signal } = context;
  const signedIn = await authenticate(signInOf(context));
  const { host, kind } = signedIn;
  const client = new RestClient({ host, headers: () => signedIn.headers(), signal });
  const me = meSchema.safeParse(await client.get("/api/2.0/preview/scim/v2/Me"));
  if (!me.success) throw new ExternalError(`${host} did not say who is signed in.`);

  const { userName: user, displayName: name } = me.data;
  const facts = { host, user, ...(name !== undefined && name !== user ? { name } : {}), authentication: kind };
  const lines = Object.entries(facts).map(([key, value]) => `${key.padEnd(15)} ${value}`);
  stdout.write(json ? `${JSON.stringify(facts, null, 2)}\n` : `${lines.join("\n")}\n`);
  return 0;
}
