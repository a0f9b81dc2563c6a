import { Admin } from "./admin";
import { Deployment, type Deployed } from "./deployment";
import { everyEntry, inSchema, SEED, sharing } from "./every-entry";
import { tryWithoutEach, type Tried } from "./mutations";

/**
 * Run as a program of its own inside a sandbox, because Node reads NODE_EXTRA_CA_CERTS only when it starts: deploys
 * every profile at once, or those that its arguments name, checks each, and again without each of its privileges. Prints what was found as JSON.
 */
async function main(names: readonly string[]): Promise<void> {
  const wanted = (name: string) => names.length === 0 || names.includes(name);
  const admin = new Admin(process.env);
  const deployment = new Deployment(process.env);
  try {
    await admin.sql(...SEED);
    const all = Object.entries(everyEntry());
    await deployment.apply(sharing(Object.fromEntries(all.filter(([name]) => wanted(name)))));
    const deployed = await deployment.deployed();
    for (const { connection } of deployed) {
      const { catalog, schema } = connection;
      if (catalog && schema) await admin.sql(...inSchema(`${catalog}.${schema}`));
    }
    process.stdout.write(JSON.stringify(await inTurns(deployed, (each) => tryWithoutEach(each, admin))));
  } finally {
    await admin.close();
    deployment.remove();
  }
}

/** Two at a time: the sandbox answers the one while the other thinks. */
async function inTurns(deployed: readonly Deployed[], tryOne: (each: Deployed) => Promise<Tried>): Promise<Tried[]> {
  const waiting = [...deployed];
  const tried: Tried[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) tried.push(await tryOne(next));
  };
  await Promise.all([work(), work()]);
  return tried;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? (error.stack ?? error) : error));
  process.exitCode = 1;
});
