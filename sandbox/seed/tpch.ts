import type { ColumnRecord } from "../state/records/table";
import type { SeedTable } from "./seed-table";
import { amount, numbered, pick, pickOne, sentence } from "./sql";

/*
 * `samples.tpch`: the schema of the TPC-H benchmark at scale factor 0.001. Regions and nations are those of the
 * specification, the other tables follow its rules for keys, prices and dates; their texts are simpler.
 * https://www.tpc.org/tpch/
 */

const SUPPLIERS = 10;
const CUSTOMERS = 150;
const PARTS = 200;
const ORDERS = 1500;

const REGIONS = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"];

/** Name and key of the region, in the order of their keys. */
const NATIONS: readonly (readonly [string, number])[] = [
  ["ALGERIA", 0],
  ["ARGENTINA", 1],
  ["BRAZIL", 1],
  ["CANADA", 1],
  ["EGYPT", 4],
  ["ETHIOPIA", 0],
  ["FRANCE", 3],
  ["GERMANY", 3],
  ["INDIA", 2],
  ["INDONESIA", 2],
  ["IRAN", 4],
  ["IRAQ", 4],
  ["JAPAN", 2],
  ["JORDAN", 4],
  ["KENYA", 0],
  ["MOROCCO", 0],
  ["MOZAMBIQUE", 0],
  ["PERU", 1],
  ["CHINA", 2],
  ["ROMANIA", 3],
  ["SAUDI ARABIA", 4],
  ["VIETNAM", 2],
  ["RUSSIA", 3],
  ["UNITED KINGDOM", 3],
  ["UNITED STATES", 1],
];

const SEGMENTS = ["AUTOMOBILE", "BUILDING", "FURNITURE", "MACHINERY", "HOUSEHOLD"];
const PRIORITIES = ["1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"];
const INSTRUCTIONS = ["DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN"];
const MODES = ["REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"];
const COLORS = ["almond", "antique", "azure", "beige", "chiffon", "coral", "forest", "ivory", "khaki", "lime", "navy"];
const SIZES = ["STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO"];
const FINISHES = ["ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED"];
const METALS = ["TIN", "NICKEL", "BRASS", "STEEL", "COPPER"];
const BOXES = ["SM", "LG", "MED", "JUMBO", "WRAP"];
const CONTAINERS = ["CASE", "BOX", "BAG", "JAR", "PKG", "PACK", "CAN", "DRUM"];

/** `i` from 1 to `count`. */
const series = (count: number): string => `(SELECT range AS i FROM range(1, ${count + 1}))`;

const phone = (nation: string, key: string): string =>
  `CAST(10 + ${nation} AS VARCHAR) || '-' || CAST(100 + ${pick(key, 31, 900)} AS VARCHAR) || '-' || ` +
  `CAST(100 + ${pick(key, 32, 900)} AS VARCHAR) || '-' || CAST(1000 + ${pick(key, 33, 9000)} AS VARCHAR)`;

const address = (key: string): string => `substr(md5('address ' || ${key}), 1, 10 + ${pick(key, 34, 20)})`;

const retailPrice = (part: string): string =>
  `CAST((90000 + (${part} // 10) % 20001 + 100 * (${part} % 1000)) / 100 AS DECIMAL(18,2))`;

/** One of the four suppliers of a part, all different. */
const supplierOf = (part: string, which: string): string =>
  `((${part} + ${part} // 10 + 3 * ${which}) % ${SUPPLIERS} + 1)`;

/** Orders without what follows from their lines. Only the first 8 of every 32 keys are used, as in the benchmark. */
const ORDER_KEYS = `(
  SELECT i, ((i // 8) * 32 + i % 8) AS o_orderkey,
    DATE '1992-01-01' + CAST(${pick("i", 51, 2405)} AS INTEGER) AS o_orderdate
  FROM ${series(ORDERS)})`;

const LINES = `(
  SELECT *, l_quantity * ${retailPrice("l_partkey")} AS l_extendedprice, l_shipdate + CAST(1 + ${pick("line", 48, 30)} AS INTEGER) AS l_receiptdate
  FROM (
    SELECT o_orderkey AS l_orderkey, number AS l_linenumber, line, 1 + ${pick("line", 41, PARTS)} AS l_partkey,
      CAST(1 + ${pick("line", 42, 50)} AS DECIMAL(18,2)) AS l_quantity,
      CAST(${pick("line", 43, 11)} / 100 AS DECIMAL(18,2)) AS l_discount,
      CAST(${pick("line", 44, 9)} / 100 AS DECIMAL(18,2)) AS l_tax,
      o_orderdate + CAST(1 + ${pick("line", 46, 121)} AS INTEGER) AS l_shipdate,
      o_orderdate + CAST(30 + ${pick("line", 47, 61)} AS INTEGER) AS l_commitdate
    FROM (SELECT *, o_orderkey * 7 + number AS line FROM ${ORDER_KEYS}, (SELECT range AS number FROM range(1, 8))
      WHERE number <= 1 + ${pick("i", 52, 7)})))`;

/** `name TYPE, …` as columns. */
const columns = (text: string): ColumnRecord[] =>
  text.split(/,\s*(?![^(]*\))/).map((definition) => {
    const [name = "", type = ""] = definition.trim().split(/\s+/);
    return { name, type, nullable: true };
  });

const table = (name: string, comment: string, definition: string, query: string): SeedTable => ({
  catalog: "samples",
  schema: "tpch",
  name,
  comment,
  columns: columns(definition),
  query,
});

export const TPCH: readonly SeedTable[] = [
  table(
    "region",
    "TPC-H: the five regions",
    "r_regionkey BIGINT, r_name STRING, r_comment STRING",
    `SELECT *, ${sentence("r_regionkey", 1)} FROM (VALUES ${REGIONS.map((name, key) => `(${key}, '${name}')`).join(", ")}) AS r(r_regionkey, r_name)`,
  ),
  table(
    "nation",
    "TPC-H: the 25 nations",
    "n_nationkey BIGINT, n_name STRING, n_regionkey BIGINT, n_comment STRING",
    `SELECT *, ${sentence("n_nationkey", 5)} FROM (VALUES ${NATIONS.map(([name, region], key) => `(${key}, '${name}', ${region})`).join(", ")}) AS n(n_nationkey, n_name, n_regionkey)`,
  ),
  table(
    "supplier",
    "TPC-H: suppliers",
    "s_suppkey BIGINT, s_name STRING, s_address STRING, s_nationkey BIGINT, s_phone STRING, s_acctbal DECIMAL(18,2), s_comment STRING",
    `SELECT i, ${numbered("Supplier#", "i")}, ${address("i")}, nation, ${phone("nation", "i")}, ${amount("i", 11, -999.99, 1_099_998)}, ${sentence("i", 12)}
     FROM (SELECT i, ${pick("i", 10, NATIONS.length)} AS nation FROM ${series(SUPPLIERS)})`,
  ),
  table(
    "customer",
    "TPC-H: customers",
    "c_custkey BIGINT, c_name STRING, c_address STRING, c_nationkey BIGINT, c_phone STRING, c_acctbal DECIMAL(18,2), c_mktsegment STRING, c_comment STRING",
    `SELECT i, ${numbered("Customer#", "i")}, ${address("i + 1000")}, nation, ${phone("nation", "i + 1000")}, ${amount("i", 16, -999.99, 1_099_998)}, ${pickOne("i", 17, SEGMENTS)}, ${sentence("i", 18)}
     FROM (SELECT i, ${pick("i", 15, NATIONS.length)} AS nation FROM ${series(CUSTOMERS)})`,
  ),
  table(
    "part",
    "TPC-H: parts",
    "p_partkey BIGINT, p_name STRING, p_mfgr STRING, p_brand STRING, p_type STRING, p_size INT, p_container STRING, p_retailprice DECIMAL(18,2), p_comment STRING",
    `SELECT i, ${pickOne("i", 61, COLORS)} || ' ' || ${pickOne("i", 62, COLORS)} || ' ' || ${pickOne("i", 63, COLORS)}, 'Manufacturer#' || maker, 'Brand#' || maker || (1 + ${pick("i", 65, 5)}), ${pickOne("i", 66, SIZES)} || ' ' || ${pickOne("i", 67, FINISHES)} || ' ' || ${pickOne("i", 68, METALS)}, 1 + ${pick("i", 69, 50)}, ${pickOne("i", 70, BOXES)} || ' ' || ${pickOne("i", 71, CONTAINERS)}, ${retailPrice("i")}, ${sentence("i", 72)}
     FROM (SELECT i, 1 + ${pick("i", 64, 5)} AS maker FROM ${series(PARTS)})`,
  ),
  table(
    "partsupp",
    "TPC-H: which supplier has which part",
    "ps_partkey BIGINT, ps_suppkey BIGINT, ps_availqty INT, ps_supplycost DECIMAL(18,2), ps_comment STRING",
    `SELECT i, ${supplierOf("i", "which")}, 1 + ${pick("i * 4 + which", 76, 9999)}, ${amount("i * 4 + which", 77, 1, 99_901)}, ${sentence("i * 4 + which", 78)}
     FROM ${series(PARTS)}, (SELECT range AS which FROM range(4)) ORDER BY i, which`,
  ),
  table(
    "orders",
    "TPC-H: orders",
    "o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus STRING, o_totalprice DECIMAL(18,2), o_orderdate DATE, o_orderpriority STRING, o_clerk STRING, o_shippriority INT, o_comment STRING",
    // Every third customer has no orders.
    `SELECT o_orderkey, 1 + (customer // 2) * 3 + customer % 2, status, total, o_orderdate, ${pickOne("i", 54, PRIORITIES)}, ${numbered("Clerk#", `1 + ${pick("i", 55, 1000)}`)}, 0, ${sentence("i", 56)}
     FROM (SELECT *, ${pick("i", 53, 100)} AS customer FROM ${ORDER_KEYS})
     JOIN (SELECT l_orderkey, SUM(l_extendedprice * (1 - l_discount) * (1 + l_tax)) AS total,
         CASE WHEN MAX(l_shipdate) <= DATE '1995-06-17' THEN 'F' WHEN MIN(l_shipdate) > DATE '1995-06-17' THEN 'O' ELSE 'P' END AS status
       FROM ${LINES} GROUP BY l_orderkey) ON l_orderkey = o_orderkey ORDER BY o_orderkey`,
  ),
  table(
    "lineitem",
    "TPC-H: lines of orders",
    "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber INT, l_quantity DECIMAL(18,2), l_extendedprice DECIMAL(18,2), l_discount DECIMAL(18,2), l_tax DECIMAL(18,2), l_returnflag STRING, l_linestatus STRING, l_shipdate DATE, l_commitdate DATE, l_receiptdate DATE, l_shipinstruct STRING, l_shipmode STRING, l_comment STRING",
    `SELECT l_orderkey, l_partkey, ${supplierOf("l_partkey", pick("line", 45, 4))}, l_linenumber, l_quantity, l_extendedprice, l_discount, l_tax,
       CASE WHEN l_receiptdate > DATE '1995-06-17' THEN 'N' ELSE ${pickOne("line", 49, ["R", "A"])} END,
       CASE WHEN l_shipdate > DATE '1995-06-17' THEN 'O' ELSE 'F' END,
       l_shipdate, l_commitdate, l_receiptdate, ${pickOne("line", 57, INSTRUCTIONS)}, ${pickOne("line", 58, MODES)}, ${sentence("line", 59)}
     FROM ${LINES} ORDER BY l_orderkey, l_linenumber`,
  ),
];
