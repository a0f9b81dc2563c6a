import { hiddenIn } from "../report/visible";
import type { Fault, Path } from "./problem";
import { quote } from "./problem";

/** What cdktf puts in the place of a value that it does not know yet; in a text of the user's it would look for one. */
const PLACEHOLDER = /TfToken\[/;

/**
 * What is wrong with any text of a config, whatever field it is in: characters that nobody sees, and what cdktf would
 * not take for text. One value that several aliases give is looked at once.
 */
export function textFaults(root: unknown): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<unknown>();
  const look = (value: unknown, path: Path): void => {
    if (typeof value === "string") {
      const fault = faultOf(value);
      if (fault) faults.push({ path, ...fault });
    } else if (typeof value === "object" && value !== null && !seen.has(value)) {
      seen.add(value);
      for (const [key, item] of Object.entries(value)) {
        const at = [...path, Array.isArray(value) ? Number(key) : key];
        const fault = Array.isArray(value) ? undefined : faultOf(key);
        if (fault) faults.push({ path: at, ...fault });
        else look(item, at);
      }
    }
  };
  look(root, []);
  return faults;
}

function faultOf(text: string): Omit<Fault, "path"> | undefined {
  const hidden = hiddenIn(text);
  if (hidden) {
    return { what: `has the hidden character ${hidden} in ${quote(text)}`, fix: "remove it, or write the text anew" };
  }
  if (!PLACEHOLDER.test(text)) return undefined;
  return { what: `has TfToken[ in ${quote(text)}, which cdktf takes for a placeholder of its own`, fix: "remove it" };
}
