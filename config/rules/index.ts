import { ACCESS_RULES } from "./access";
import type { Rule } from "./context";
import { KEY_RULES } from "./keys";
import { LIMIT_RULES } from "./limits";
import { SHARING_RULES } from "./sharing";

/** Everything that depends on more than one field. */
export const RULES: readonly Rule[] = [...KEY_RULES, ...ACCESS_RULES, ...SHARING_RULES, ...LIMIT_RULES];

export { ruleContext } from "./context";
