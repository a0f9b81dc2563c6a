import { UsageError } from "../../report/errors";

/**
 * Refuses headers that HTTP cannot carry, before a library does: its message would quote them, and with them what signs
 * the request.
 *
 * @throws UsageError that names the header and holds nothing of its value
 */
export function requireSendable(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) continue;
    const what = name.toLowerCase() === "authorization" ? "the credential" : `what is sent as ${name}`;
    throw new UsageError(`${what} has a line break or another character in it that cannot be sent`, [
      "It must be the token, client secret or id and nothing else: see the environment, the profile and what made it.",
    ]);
  }
}
