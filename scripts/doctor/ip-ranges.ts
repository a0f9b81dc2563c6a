interface Block {
  /** First address as a number. */
  readonly first: number;
  readonly last: number;
}

/**
 * How much of an IPv4 range others cover together.
 *
 * @param range address or CIDR range, as are the others; what is neither covers nothing and is not covered
 */
export function coverage(range: string, others: readonly string[]): "all" | "some" | "none" {
  const wanted = blockOf(range);
  if (!wanted) return "none";
  const touching = others
    .map(blockOf)
    .filter((each) => each !== undefined)
    .filter(({ first, last }) => first <= wanted.last && last >= wanted.first)
    .sort((a, b) => a.first - b.first);
  let next = wanted.first;
  for (const { first, last } of touching) if (first <= next) next = Math.max(next, last + 1);
  if (next > wanted.last) return "all";
  return touching.length > 0 ? "some" : "none";
}

function blockOf(range: string): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(range.trim());
  if (!match) return undefined;
  const parts = match.slice(1, 5).map(Number);
  const prefix = Number(match[5] ?? 32);
  if (prefix > 32 || parts.some((part) => part > 255)) return undefined;
  const size = 2 ** (32 - prefix);
  const address = parts.reduce((sum, part) => sum * 256 + part, 0);
  const first = address - (address % size);
  return { first, last: first + size - 1 };
}
