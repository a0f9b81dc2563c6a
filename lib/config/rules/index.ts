import { ACCESS_RULES } from "./access";
import { ADOPTION_RULES } from "./adoption";
import { CATALOG_RULES } from "./catalogs";
import { COMPUTE_RULES } from "./compute";
import type { Rule } from "./context";
import { KEY_RULES } from "./keys";
import { LIMIT_RULES } from "./limits";
import { PRINCIPAL_RULES } from "./principals";
import { SECOND_FORM_RULES } from "./second-forms";

/** Everything that depends on more than one field. */
export const RULES: readonly Rule[] = [
  ...KEY_RULES,
  ...ACCESS_RULES,
  ...SECOND_FORM_RULES,
  ...CATALOG_RULES,
  ...ADOPTION_RULES,
  ...COMPUTE_RULES,
  ...PRINCIPAL_RULES,
  ...LIMIT_RULES,
];

export { ruleContext } from "./context";
