import type { Area } from "./context";

/** What Databricks SQL drivers ask for besides SQL: feature flags, all of them off, and a place for telemetry. */
export const driver: Area = (app) => {
  app.get("/api/2.0/connector-service/feature-flags/:client/:version", (c) => c.json({ flags: [], ttl_seconds: 900 }));
  app.post("/telemetry-ext", (c) => c.json({ errors: [], numProtoSuccess: 0 }));
};
