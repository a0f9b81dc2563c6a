import { SECOND_FORMS, type SecondFormName } from "../../../profiles";
import type { IntegrationInput } from "../model";
import type { OnrampConfig, SecondFormConfig } from "../resolved";
import { chosenName, resolveChoice, resolveSchema } from "./catalog";

/** The second connections that an integration has written. */
export function resolveSecondForms(
  entry: IntegrationInput,
  shared: OnrampConfig["catalogs"],
): Partial<Record<SecondFormName, SecondFormConfig>> {
  const forms: Partial<Record<SecondFormName, SecondFormConfig>> = {};
  for (const name of SECOND_FORMS) {
    const written = entry[name];
    if (typeof written === "string") forms[name] = { of: written };
    else if (written) {
      const catalog = resolveChoice(written.catalog, shared);
      forms[name] = { catalog, schema: resolveSchema(written.schema, chosenName(catalog, shared)) };
    }
  }
  return forms;
}
