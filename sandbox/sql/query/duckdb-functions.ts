import { SHIMS } from "./shims";

/*
 * The functions that a statement may call, by DuckDB's names. All others are refused, so that nothing of DuckDB itself
 * is reached: its settings, files, catalog, logs, sequences, variables, parsers, and whatever a later version brings.
 */

const words = (text: string): string[] => text.trim().split(/\s+/);

const OPERATORS = words("! !~~ !~~* % & && * ** + - -> ->> / // < << <= <> = > >= >> ^ || | ~ ~~ ~~* ~~~");

const SCALAR = words(`
  abs acos acosh add age apply array_aggr array_append array_cat array_concat array_contains array_distinct array_extract
  array_filter array_has array_has_all array_has_any array_indexof array_intersect array_length array_pop_back
  array_pop_front array_position array_prepend array_push_back array_push_front array_reduce array_resize array_reverse
  array_reverse_sort array_slice array_sort array_to_string array_transform array_unique array_value array_zip ascii asin
  asinh atan atan2 atanh bin bit_count bit_length cardinality cbrt ceil ceiling century character_length chr coalesce
  concat concat_ws contains cos cosh cot current_date current_localtime current_localtimestamp current_timestamp
  date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek
  dayofyear days_in_month decade decode degrees divide editdist3 encode ends_with epoch epoch_ms epoch_ns epoch_us
  era error even exp factorial fdiv filter flatten floor fmod format from_base64 from_binary from_hex from_json
  from_json_strict gcd gen_random_uuid generate_series get_bit get_current_timestamp greatest greatest_common_divisor
  hamming hash hex hour if ifnull instr isfinite isinf isnan isodow isoyear jaccard jaro_similarity
  jaro_winkler_similarity json json_array json_array_length json_contains json_exists json_extract json_extract_path
  json_extract_path_text json_extract_string json_keys json_merge_patch json_object json_quote json_structure
  json_transform json_type json_valid json_value julian last_day lcase lcm least least_common_multiple left len length
  levenshtein lgamma list_aggr list_aggregate list_any_value list_append list_apply list_avg list_bool_and list_bool_or
  list_cat list_concat list_contains list_count list_distinct list_element list_extract list_filter
  list_first list_has list_has_all list_has_any list_indexof list_intersect list_last list_max list_median list_min
  list_pack list_position list_prepend list_product list_reduce list_resize list_reverse list_reverse_sort list_slice
  list_sort list_string_agg list_sum list_transform list_unique list_value list_where list_zip ln log log10 log2 lower
  lpad ltrim make_date make_time make_timestamp make_timestamptz map map_concat map_contains map_contains_entry
  map_contains_value map_entries map_extract map_extract_value map_from_entries map_keys map_values md5 microsecond
  millennium millisecond minute mod month monthname multiply now nullif octet_length ord pi position pow power prefix
  printf quarter radians random range reduce regexp_escape regexp_extract regexp_extract_all regexp_full_match
  regexp_matches regexp_replace regexp_split_to_array repeat replace reverse right round round_even row row_to_json rpad
  rtrim second sha1 sha256 sign signbit sin sinh split split_part sqrt starts_with str_split str_split_regex strftime
  string_split string_split_regex string_to_array strip_accents strlen strpos strptime struct_concat struct_extract
  struct_extract_at struct_insert struct_pack struct_update substr substring subtract suffix tan tanh time_bucket timezone
  to_base64 to_binary to_days to_hex to_hours to_json to_microseconds to_milliseconds to_minutes to_months to_quarters
  to_seconds to_timestamp to_weeks to_years today transaction_timestamp translate trim trunc try try_strptime typeof ucase
  unbin unhex unicode upper url_decode url_encode uuid week weekday weekofyear xor year yearweek
`);

const AGGREGATE = words(`
  any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min arg_min_null argmax
  argmin array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif covar_pop covar_samp
  cume_dist dense_rank entropy favg first first_value fsum group_concat grouping grouping_id histogram json_group_array
  json_group_object kurtosis kurtosis_pop lag last last_value lead list listagg mad max max_by mean median min min_by mode
  nth_value ntile percent_rank product quantile quantile_cont quantile_disc rank regr_avgx regr_avgy regr_count
  regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy row_number skewness stddev stddev_pop stddev_samp
  string_agg sum var_pop var_samp variance
`);

const TABLE = words("generate_series range repeat_row unnest");

/** What the parser makes of `[…]`, `CASE`, `IN`, `EXTRACT`, `COLUMNS` and the like. */
const SYNTAX = words("array_extract array_slice list_value map_extract struct_extract");

const OWN = SHIMS.map((shim) => /^\w+/.exec(shim)?.[0] ?? "");

/** Every name that may be called, in lower case. */
export const DUCKDB_FUNCTIONS: ReadonlySet<string> = new Set(
  [OPERATORS, SCALAR, AGGREGATE, TABLE, SYNTAX, OWN].flat().map((name) => name.toLowerCase()),
);
