import { ACCESS_RULES } from "./access";
import type { Rule } from "./context";
import { KEY_RULES } from "./keys";
import { LIMIT_RULES } from "./limits";
import { SECOND_FORM_RULES } from "./second-forms";
import { SHARING_RULES } from "./sharing";

/** Everything that depends on more than one field. */
export const RULES: readonly Rule[] = [
  ...KEY_RULES,
  ...ACCESS_RULES,
  ...SECOND_FORM_RULES,
  ...SHARING_RULES,
  ...LIMIT_RULES,
];

export { ruleContext } from "./context";
