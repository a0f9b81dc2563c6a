/**
 * Whether a statement may be run twice: it reads, or what it does is the same the second time. A failure in the middle
 * does not tell whether it was run.
 */
export function isRepeatable(statement: string): boolean {
  return /^\s*(SELECT|SHOW|DESCRIBE|EXPLAIN|GRANT|REVOKE|DROP [A-Z ]+ IF EXISTS|ALTER \w+ \S+ OWNER TO)\b/i.test(
    statement,
  );
}
