/** A page, as proxies and other servers give it, by its title or how it begins. */
export function pageIn(text: string): string | undefined {
  if (!/^\s*<(!doctype html|html)/i.test(text)) return undefined;
  const [, title = text.replace(/<[^>]*>/g, " ")] = /<title>([^<]+)/i.exec(text) ?? [];
  const words = title.replace(/\s+/g, " ").trim().slice(0, 100);
  return `a web page${words && ` (${words})`}`;
}
