import { warningsOn, type OnrampConfig } from "../../lib/config";

/** Told elsewhere on a hand-off: in the notes about the vendor and about data, and beside the form. */
const TOLD_ELSEWHERE = new Set(["vendor-asks", "samples", "without-second-form"]);

/** What may cost money or trouble with one integration, each as a sentence of its own. */
export function warningsAbout(integration: string, config: OnrampConfig): string[] {
  const place = `integrations.${integration}`;
  return warningsOn(config)
    .filter((warning) => warning.integration === integration && !TOLD_ELSEWHERE.has(warning.kind))
    .map(({ text }) => (text.startsWith(place) ? text.slice(place.length).replace(/^[.:]?\s*/, "") : text))
    .map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
}
