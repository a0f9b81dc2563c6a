import type { SeedTable } from "./seed-table";
import { pick, pickOne } from "./sql";

const TRIPS = 1000;
const ZIPS = [
  "10001",
  "10003",
  "10011",
  "10018",
  "10019",
  "10021",
  "10023",
  "10028",
  "10110",
  "10119",
  "11101",
  "11371",
];

/** `samples.nyctaxi.trips`: the columns of the well-known sample, with invented trips of January and February 2016. */
export const TRIPS_TABLE: SeedTable = {
  catalog: "samples",
  schema: "nyctaxi",
  name: "trips",
  comment: "Taxi trips in New York, invented",
  columns: [
    { name: "tpep_pickup_datetime", type: "TIMESTAMP", nullable: true },
    { name: "tpep_dropoff_datetime", type: "TIMESTAMP", nullable: true },
    { name: "trip_distance", type: "DOUBLE", nullable: true },
    { name: "fare_amount", type: "DOUBLE", nullable: true },
    { name: "pickup_zip", type: "INT", nullable: true },
    { name: "dropoff_zip", type: "INT", nullable: true },
  ],
  query: `SELECT pickup, pickup + to_seconds(CAST(120 + miles * 240 + ${pick("i", 4, 300)} AS BIGINT)), miles,
      round((2.5 + miles * 2.5) * 2) / 2, ${pickOne("i", 5, ZIPS)}, ${pickOne("i", 6, ZIPS)}
    FROM (SELECT range AS i, TIMESTAMPTZ '2016-01-01 00:00:00+00' + to_seconds(${pick("range", 2, 60 * 86_400)}) AS pickup,
      (30 + ${pick("range", 3, 90)} * ${pick("range", 7, 12)}) / 100 AS miles FROM range(1, ${TRIPS + 1}))
    ORDER BY pickup`,
};
