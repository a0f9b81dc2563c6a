/** Markup that is safe to put into a page as it is. Only {@link html} and {@link trusted} make it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | undefined | false | readonly Part[];

/**
 * A template for markup: what is put into it is escaped for text and quoted attributes, unless it is {@link Markup};
 * lists are joined, `undefined` and `false` are nothing.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(template.reduce((page, text, at) => page + rendered(parts[at - 1]) + text));
}

/** Markup from this program's own files. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function rendered(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(rendered).join("");
  return escaped(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/**
 * Text for a page or a quoted attribute. What no page may hold, and what turns the direction of text to make it look
 * like another, becomes the replacement character.
 */
export function escaped(text: string): string {
  return text
    .replace(/(?![\n\r\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"'`\n\r\t]/g, (character) => ENTITIES[character]!);
}

/** Text with its https addresses as links. */
export function linked(text: string): Markup {
  const parts = text.split(/(https:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)])/);
  return html`${parts.map((part, at) => (at % 2 === 1 ? link(part, part.replace("https://", "")) : html`${part}`))}`;
}

/** A link to another site; the text alone for anything but https. */
export function link(url: string, text: string): Markup {
  return url.startsWith("https://") ? html`<a href="${url}" rel="noreferrer">${text}</a>` : html`${text}`;
}
