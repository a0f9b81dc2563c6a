import { TEMPLATE_VALUES } from "../model/template";

const WORDS: Readonly<Record<string, string>> = TEMPLATE_VALUES;

/** A template with its placeholders as words in angle brackets, for people without a connection: `<HTTP path>`. */
export function fillInWords(template: string): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    WORDS[name] === undefined ? placeholder : `<${WORDS[name]}>`,
  );
}
