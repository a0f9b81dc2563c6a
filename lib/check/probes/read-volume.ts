import { atEachPlace } from "../each-place";
import type { Probe } from "../probe";
import { listFiles, volumePath, volumesIn } from "../volumes";

export const readVolume: Probe = {
  id: "read-volume",
  title: () => "lists the files of a volume",
  after: "visibility",
  run(context) {
    return atEachPlace(context, {
      privilege: "READ_VOLUME",
      what: this.title(context),
      find: async (place) => (await volumesIn(context, place))[0],
      async use(volume) {
        await listFiles(context, volume);
        return volumePath(volume);
      },
    });
  },
};
