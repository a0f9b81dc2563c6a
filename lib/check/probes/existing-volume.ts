import type { Probe } from "../probe";
import { pass, skip } from "../../report/outcome";
import { nothingToTry } from "../nothing-to-try";
import { removeFile, listFiles, putFile, volumePath, volumesIn } from "../volumes";

export const existingVolume: Probe = {
  id: "existing-volume",
  title: () => "lists, writes and deletes a file in a volume that it does not own",
  after: "visibility",
  creates: true,
  async run(context, own) {
    if (!own) return skip("uses a volume: it has no schema of its own");
    const place = { catalog: own.catalog, schema: own.schema };
    const volumes = await volumesIn(context, place);
    const volume = volumes.find(({ owner }) => owner.toLowerCase() !== context.identity.toLowerCase());
    if (!volume) return nothingToTry(context, `${this.title(context)}: there is none`, [place], "READ_VOLUME");
    await listFiles(context, volume);
    const file = context.scratch;
    let deleted = false;
    try {
      await putFile(context, volume, file, "onramp\n");
      await removeFile(context, volume, file);
      deleted = true;
    } finally {
      if (!deleted) await removeFile(context, volume, file).catch(() => {});
    }
    return pass(`lists, writes and deletes a file in ${volumePath(volume)}`);
  },
};
