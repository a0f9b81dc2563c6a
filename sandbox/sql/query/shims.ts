/**
 * Functions of Databricks SQL that DuckDB lacks or spells differently and that the transpiler leaves alone, as the
 * bodies of `CREATE MACRO`. Add one by adding a line.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin-alpha
 */
export const SHIMS: readonly string[] = [
  "array_join(items, delimiter) AS CASE WHEN len(items) = 0 THEN '' ELSE list_reduce(" +
    "list_transform(list_filter(items, lambda x: x IS NOT NULL), lambda x: CAST(x AS VARCHAR)), " +
    "lambda a, b: a || delimiter || b) END",
  "base64(bytes) AS to_base64(CAST(bytes AS BLOB))",
  "bround(number, digits := 0) AS round_even(number, digits)",
  "char_length(text) AS length(text)",
  "current_timezone() AS 'Etc/UTC'",
  "element_at(items, place) AS items[place]",
  "find_in_set(text, list) AS coalesce(list_position(string_split(list, ','), text), 0)",
  "format_number(number, digits) AS format('{:,.' || digits || 'f}', CAST(number AS DOUBLE))",
  "get_json_object(document, path) AS json_extract_string(document, path)",
  "initcap(text) AS array_to_string(list_transform(string_split(lower(text), ' '), lambda w: upper(w[1]) || w[2:]), ' ')",
  "map_contains_key(entries, key) AS list_contains(map_keys(entries), key)",
  "map_from_arrays(keys, items) AS map(keys, items)",
  "pmod(number, divisor) AS ((number % divisor) + divisor) % divisor",
  "sequence(first, last, step := 1) AS generate_series(first, last, step)",
  "sha(text) AS sha1(text)",
  "sha2(text, bits) AS CASE WHEN bits IN (0, 256) THEN sha256(text) ELSE error('only SHA-256 is supported') END",
  "shiftleft(number, bits) AS number << bits",
  "shiftright(number, bits) AS number >> bits",
  "space(count) AS repeat(' ', count)",
  "spark_dayofweek(day) AS CAST(dayofweek(day) + 1 AS INTEGER)",
  "spark_regexp_replace(text, pattern, replacement) AS regexp_replace(text, pattern, replacement, 'g')",
  "spark_unix_timestamp(moment) AS CAST(epoch(CAST(moment AS TIMESTAMPTZ)) AS BIGINT)",
  "spark_weekday(day) AS CAST(isodow(day) - 1 AS INTEGER)",
  "substring_index(text, delimiter, count) AS CASE WHEN count >= 0 THEN " +
    "array_join(string_split(text, delimiter)[:count], delimiter) ELSE " +
    "array_join(string_split(text, delimiter)[count:], delimiter) END",
  "timestamp_micros(number) AS make_timestamptz(CAST(number AS BIGINT))",
  "timestamp_millis(number) AS make_timestamptz(CAST(number AS BIGINT) * 1000)",
  "timestamp_seconds(number) AS to_timestamp(number)",
  "try_add(a, b) AS TRY(a + b)",
  "try_element_at(items, place) AS items[place]",
  "try_multiply(a, b) AS TRY(a * b)",
  "try_subtract(a, b) AS TRY(a - b)",
  "try_to_timestamp(text) AS TRY_CAST(text AS TIMESTAMPTZ)",
  "unbase64(text) AS from_base64(text)",
];
