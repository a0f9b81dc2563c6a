import { z } from "zod";
import { type NameFault, plainFault } from "../names";

/**
 * Documentation of a field: the source of the JSON schema's descriptions, of the reference in
 * `docs/configuration.md` and of the hints in error messages.
 *
 * @param description meaning and unit
 * @param byDefault what counts when the field is left out, in words
 */
export function about(description: string, byDefault?: string): { description: string; byDefault?: string } {
  return byDefault === undefined ? { description } : { description, byDefault };
}

/** Text for which a function tells what is wrong with it. */
export function checkedText(faultOf: (text: string) => NameFault | undefined) {
  return z.string().superRefine((text, context) => {
    const fault = faultOf(text);
    if (fault) context.addIssue({ code: "custom", message: fault.what, params: { ...fault } });
  });
}

/** Text that is not empty and has no space at either end. */
export function plainText() {
  return checkedText(plainFault);
}
