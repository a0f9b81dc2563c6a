import { z } from "zod";
import { applicationIdFault, groupFault, principalImportFault } from "../identifiers";
import { about, checkedText } from "./field";

/** A numeric id is judged for what it is, not for lacking quotes. */
const applicationId = z.preprocess(
  (value) => (typeof value === "number" ? String(value) : value),
  checkedText(applicationIdFault),
);

/** `principal:` of an integration. */
export const principal = z.strictObject({
  existing: applicationId
    .optional()
    .meta(
      about(
        "Application id of a service principal that is there already, for this integration alone.",
        "a new service principal",
      ),
    ),
  import: z
    .union([checkedText(principalImportFault), z.int().min(1)])
    .optional()
    .meta(
      about(
        "Takes over a service principal that is there already, by its numeric id: the stack owns it from now on.",
        "a new service principal",
      ),
    ),
  groups: z
    .array(checkedText(groupFault))
    .optional()
    .meta(about("Names of the groups that the service principal joins, e.g. one that may use tokens.", "none")),
});
