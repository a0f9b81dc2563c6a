import { isExisting } from "../chosen";
import { didYouMean, listed } from "../nearest";
import type { Rule } from "./context";

/** What an integration needs and may have, as its profile says. */
export const ACCESS_RULES: readonly Rule[] = [
  {
    says: "mode is one of those that the profile offers.",
    *faults({ integrations }) {
      for (const { path, written, resolved } of integrations) {
        if (written.mode === undefined || resolved.mode !== undefined) continue;
        const { name, modes = {} } = resolved.profile;
        const known = Object.keys(modes);
        yield {
          path: [...path, "mode"],
          what: `is ${JSON.stringify(written.mode)}, which ${name} does not have`,
          allowed: known.length > 0 ? listed(known) : undefined,
          fix: didYouMean(written.mode, known, "remove the line: the profile's own access counts"),
        };
      }
    },
  },
  {
    says: "A tool that keeps a schema of its own needs schema, and one that keeps none must not have it.",
    *faults({ integrations }) {
      for (const { key, path, resolved, has } of integrations) {
        const { name, ownSchema, fixedSchema } = resolved.profile;
        if (ownSchema === "required" && !fixedSchema && !has("schema")) {
          yield {
            path: [...path, "schema"],
            what: `is missing: ${name} keeps tables in a schema of its own`,
            allowed: "the name of a schema to create, or { existing: <name> }",
            fix: `add a line schema: ${key.replaceAll("-", "_")}_schema`,
          };
        }
        if (ownSchema === "none" && has("schema")) {
          yield {
            path: [...path, "schema"],
            what: `is given, but ${name} has no schema of its own`,
            fix: "remove the line; what the tool may read belongs under read:",
          };
        }
      }
    },
  },
  {
    says: "Where a tool insists on the name of its schema, no other can be given.",
    *faults({ integrations, leftOut }) {
      for (const { path, resolved } of integrations) {
        const { name, fixedSchema } = resolved.profile;
        const at = [...path, "schema"];
        if (!fixedSchema || resolved.schema?.name === fixedSchema.name || leftOut(at)) continue;
        yield {
          path: at,
          what: `is ${resolved.schema?.name}, but ${name} works only in ${fixedSchema.name}: ${fixedSchema.because}`,
          allowed: fixedSchema.name,
          fix: "remove the line: it is the default",
        };
      }
    },
  },
  {
    says: "A schema needs the catalog to create it in, and a tool that makes schemas needs the catalog to make them in.",
    *faults({ integrations }) {
      for (const { key, path, resolved, has } of integrations) {
        const { ownSchema, ownCatalog, name } = resolved.profile;
        const hasSchema = ownSchema !== "none" && (has("schema") || ownSchema === "required");
        if (has("catalog") || !(hasSchema || ownCatalog)) continue;
        yield {
          path: [...path, "catalog"],
          what: `is missing: it holds the ${hasSchema ? "schema" : "schemas"} of ${name}`,
          allowed: "the name of a catalog to create, { existing: <name> }, or the key of an entry under catalogs",
          fix: `add a line catalog: ${key.replaceAll("-", "_")}_catalog`,
        };
      }
    },
  },
  {
    says: "For a tool without a schema, catalog is one that exists already, or the key of an entry under catalogs: nothing is created for a tool that only reads.",
    *faults({ integrations, leftOut }) {
      for (const { path, resolved, has } of integrations) {
        const { catalog, profile } = resolved;
        const at = [...path, "catalog"];
        if (!catalog || "shared" in catalog || isExisting(catalog) || has("schema") || leftOut(at)) continue;
        if (profile.ownSchema === "required" || profile.ownCatalog) continue;
        yield {
          path: at,
          what: `would create the catalog ${catalog.name}, in which ${profile.name} has no schema`,
          allowed: "the key of an entry under catalogs, { existing: <name> }, or nothing",
          fix: "remove the line and name what the tool reads under read:; its form shows the catalog of the first entry",
        };
      }
    },
  },
  {
    says: "A tool that reads needs something to read, and one that only writes has nothing under read.",
    *faults({ integrations, leftOut }) {
      for (const { path, written, resolved, has } of integrations) {
        const { profile } = resolved;
        const at = [...path, "read"];
        const { want, byDefault } = profile.reads;
        if (want === "none" && has("read")) {
          const what = `is given, but ${profile.name} reads nothing besides what it writes`;
          yield { path: at, what, fix: "remove the line" };
        }
        const needed = want === "required" || byDefault !== undefined;
        if (!needed || (written.read ?? byDefault ?? []).length > 0 || leftOut(at)) continue;
        yield {
          path: at,
          what: `${has("read") ? "is empty" : "is missing"}: ${profile.name} would have nothing to read`,
          allowed: "a list of catalogs, schemas or tables by full name",
          fix: byDefault ? `remove the line, which then means ${listed(byDefault)}` : "add e.g. read: [sales.orders]",
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
        const reason = profile.credentialReason?.replace(/\.$/, "");
        yield {
          path: [...path, "credential", "kind"],
          what: `is ${credential.kind}, which ${profile.name} does not accept${reason ? `: ${reason}` : ""}`,
          allowed: listed([...profile.credentials, "external"]),
          fix: `write kind: ${profile.credentials[0]}, or remove the line`,
        };
      }
    },
  },
  {
    says: "A credential that is made elsewhere has no lifetimeDays here.",
    *faults({ integrations }) {
      for (const { path, written, resolved } of integrations) {
        if (!resolved.credential.external || written.credential?.lifetimeDays === undefined) continue;
        yield {
          path: [...path, "credential", "lifetimeDays"],
          what: "is given, but the credential is external: whoever makes it decides when it expires",
          fix: "remove the line, or write kind: " + resolved.profile.credentials[0],
        };
      }
    },
  },
  {
    says: "A tool that manages other people's access needs allowManagingOthers: true, and no other may have it.",
    *faults({ integrations, leftOut }) {
      for (const { path, written, resolved } of integrations) {
        const { name, archetype } = resolved.profile;
        const at = [...path, "allowManagingOthers"];
        if (archetype !== "governor" && written.allowManagingOthers === true) {
          yield { path: at, what: `is given, but ${name} manages nobody's access`, fix: "remove the line" };
        }
        if (archetype !== "governor" || written.allowManagingOthers === true || leftOut(at)) continue;
        yield {
          path: at,
          what: `is ${written.allowManagingOthers ?? "missing"}: ${name} gets MANAGE on everything under read:, so it decides who may see it`,
          allowed: "true",
          fix: "write allowManagingOthers: true if that is meant",
        };
      }
    },
  },
];
