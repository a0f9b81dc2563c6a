import { listed } from "../nearest";
import type { Rule } from "./context";

/** What an integration needs, as its profile says. */
export const ACCESS_RULES: readonly Rule[] = [
  {
    says: "A tool that keeps a schema of its own needs schema, and one that keeps none must not have it.",
    *faults({ integrations }) {
      for (const { key, path, resolved, has } of integrations) {
        const { profile } = resolved;
        if (profile.ownSchema === "required" && !has("schema")) {
          yield {
            path: [...path, "schema"],
            what: `is missing: ${profile.name} keeps tables in a schema of its own`,
            allowed: "the name of a schema to create",
            fix: `add a line schema: ${key.replaceAll("-", "_")}_schema`,
          };
        }
        if (profile.ownSchema === "none" && has("schema")) {
          yield {
            path: [...path, "schema"],
            what: `is given, but ${profile.name} has no schema of its own`,
            fix: "remove the line; what the tool may read belongs under read:",
          };
        }
      }
    },
  },
  {
    says: "A schema needs the catalog to create it in.",
    *faults({ integrations }) {
      for (const { key, path, resolved, has } of integrations) {
        const { ownSchema, name } = resolved.profile;
        if (has("catalog") || ownSchema === "none" || !(has("schema") || ownSchema === "required")) continue;
        yield {
          path: [...path, "catalog"],
          what: `is missing: it holds the schema of ${name}`,
          allowed: "the name of a catalog to create, or the key of an entry under catalogs",
          fix: `add a line catalog: ${key.replaceAll("-", "_")}_catalog`,
        };
      }
    },
  },
  {
    says: "Without a schema, catalog can only be the key of an entry under catalogs: nothing is created for a tool that only reads.",
    *faults({ integrations }) {
      for (const { path, resolved, has } of integrations) {
        const { catalog, profile } = resolved;
        if (!catalog || "shared" in catalog || has("schema") || profile.ownSchema === "required") continue;
        yield {
          path: [...path, "catalog"],
          what: `would create the catalog ${catalog.name}, in which ${profile.name} has no schema`,
          allowed: "the key of an entry under catalogs, or nothing",
          fix: "remove the line and name what the tool reads under read:; its form shows the catalog of the first entry",
        };
      }
    },
  },
  {
    says: "A tool without a schema of its own needs something to read.",
    *faults({ integrations, leftOut }) {
      for (const { path, resolved, has } of integrations) {
        const { read, profile } = resolved;
        const reads = read.length > 0 || leftOut([...path, "read"]);
        if (reads || has("schema") || profile.ownSchema === "required") continue;
        yield {
          path: [...path, "read"],
          what: `${has("read") ? "is empty" : "is missing"}: ${profile.name} would have nothing to read`,
          allowed: "a list of catalogs, schemas or tables by full name",
          fix: "add e.g. read: [sales.orders]",
        };
      }
    },
  },
  {
    says: "The kind of credential is one that the tool's form accepts.",
    *faults({ integrations }) {
      for (const { path, resolved } of integrations) {
        const { credential, profile } = resolved;
        if (profile.credentials.includes(credential.kind)) continue;
        yield {
          path: [...path, "credential", "kind"],
          what: `is ${credential.kind}, which ${profile.name} does not accept`,
          allowed: listed(profile.credentials),
          fix: `write kind: ${profile.credentials[0]}, or remove the line`,
        };
      }
    },
  },
];
