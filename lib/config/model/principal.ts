import { z } from "zod";
import { groupFault, principalFault } from "../identifiers";
import { about, checkedText } from "./field";

/** A numeric id need not be in quotes, as long as no digit of it is lost. */
const reference = z.union([checkedText(principalFault), z.int().min(1)]);

/** `principal:` of an integration. */
export const principal = z.strictObject({
  existing: reference
    .optional()
    .meta(
      about(
        "Service principal that is there already, for this integration alone: its application id, numeric id, or display name if only one is called so.",
        "a new service principal",
      ),
    ),
  import: reference
    .optional()
    .meta(
      about(
        "Takes over a service principal that is there already, named as under existing: the stack owns it from now on.",
        "a new service principal",
      ),
    ),
  groups: z
    .array(checkedText(groupFault))
    .optional()
    .meta(about("Names of the groups that the service principal joins, e.g. one that may use tokens.", "none")),
});
