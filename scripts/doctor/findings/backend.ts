import { folderWritten } from "../../../lib/terraform/output-folder";
import { guardStates } from "../../../lib/terraform/guard";
import { stackIds } from "../../../lib/terraform/stack-ids";
import { StateError } from "../../../lib/terraform/state-error";
import type { BackendConfig } from "../../../lib/config";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import type { BackendContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass, warn, type Outcome } from "../../../lib/report/outcome";

/** Whether the states can be read, and are those of this workspace. */
export const backend: Examination<BackendContext> = {
  id: "backend",
  question: "what the Terraform states hold",
  async examine({ config, location, states, managed }) {
    const outdir = folderWritten(states.env, states.project);
    try {
      const notes = guardStates(location, stackIds(config), outdir);
      await managed;
      if (notes.length > 0) return notes.map(outcomeOf);
      return [pass(`state ${placeOf(config.backend)}`)];
    } catch (error) {
      if (error instanceof ServiceError && error.kind !== "cancelled") {
        const fix = "see that it can be reached, and that the environment has the credentials for it";
        return [fail("the Terraform state cannot be read", { cause: error.message, fix })];
      }
      if (!(error instanceof StateError)) throw error;
      const [message = "", ...steps] = error.message.split("\n").map((line) => line.trim());
      return [fail(message, { fix: steps.length > 0 ? steps.join("\n") : undefined })];
    }
  },
};

/** A note says what there is, and after a semicolon what to do about it. */
function outcomeOf(note: string): Outcome {
  const [message = "", ...fix] = note.split("; ");
  return warn(message, fix.length > 0 ? { fix: fix.join("; ") } : {});
}

/** Every backend keeps a second run out while one is going on. */
function placeOf(backend: BackendConfig): string {
  switch (backend.kind) {
    case "local":
      return "on this machine, with a lock while a run is going on";
    case "s3":
      return `in the S3 bucket ${backend.bucket}, with a lock file`;
    case "azurerm":
      return `in ${backend.storageAccount}/${backend.container}, locked by a lease`;
    case "gcs":
      return `in the bucket ${backend.bucket}, with a lock file`;
    case "cloud":
      return `in the organization ${backend.organization}, locked by it`;
    case "http":
      return `at ${new URL(backend.address).host}, locked as it answers LOCK`;
  }
}
