import { declaredIn } from "../../lib/config/declared";
import { config, integration, qualytics, reader, warehouse } from "../support/config-fixture";

test("names what is created, each with its place in the config", () => {
  const declared = declaredIn(
    config({
      catalogs: { shop: { name: "shop_catalog" } },
      warehouses: { bi: warehouse("bi") },
      integrations: [
        integration("a", { catalog: { shared: "shop" } }),
        integration("b"),
        integration("c", { absent: true }),
      ],
    }),
  );
  expect(declared.catalogs.map(({ name, path }) => [name, path])).toEqual([
    ["shop_catalog", "catalogs.shop"],
    ["b_catalog", "integrations.b.catalog"],
  ]);
  expect(declared.schemas.map(({ catalog, name, path }) => [catalog, name, path])).toEqual([
    ["shop_catalog", "a_schema", "integrations.a.schema"],
    ["b_catalog", "b_schema", "integrations.b.schema"],
  ]);
  expect(declared.warehouses.map(({ config: { name }, path, key, users }) => [name, path, key, users.length])).toEqual([
    ["bi", "warehouses.bi", "bi", 0],
    ["a", "integrations.a.warehouse", "a", 1],
    ["b", "integrations.b.warehouse", "b", 1],
  ]);
  expect(declared.principals.map(({ displayName, path }) => [displayName, path])).toEqual([
    ["a", "integrations.a.principal"],
    ["b", "integrations.b.principal"],
  ]);
  expect(declared.tokens.map(({ name }) => name)).toEqual(["a", "b"]);
});

test("tells apart what is only looked up", () => {
  const declared = declaredIn(
    config({
      catalogs: { shop: { existing: true, name: "shop" } },
      warehouses: { bi: { existing: "BI", viaGroup: "bi-users" } },
      integrations: [
        integration("a", {
          catalog: { shared: "shop" },
          schema: { existing: true, name: "s" },
          warehouse: { shared: "bi" },
          principal: { existing: "app", groups: ["tools", "bi-users"] },
        }),
        reader("b", { warehouse: { shared: "bi" } }),
        reader("c", { warehouse: { cluster: "0123-456789-abcdefgh", workspaceId: 7 } }),
      ],
    }),
  );
  const { catalogs, schemas, warehouses, existing } = declared;
  expect([catalogs, schemas, warehouses]).toEqual([[], [], []]);
  expect(existing.catalogs).toEqual([{ existing: true, name: "shop", path: "catalogs.shop" }]);
  expect(existing.schemas).toEqual([{ existing: true, name: "s", catalog: "shop", path: "integrations.a.schema" }]);
  expect(existing.warehouses).toMatchObject([{ path: "warehouses.bi", users: [{ name: "a" }, { name: "b" }] }]);
  expect(existing.clusters).toMatchObject([{ path: "integrations.c.warehouse", config: { workspaceId: 7 } }]);
  expect(existing.groups.map(({ name }) => name)).toEqual(["bi-users", "tools"]);
  expect(declared.principals[0]).toMatchObject({ existing: "app", integration: { name: "a" } });
});

test("knows the schema of a second connection", () => {
  const enrichment = { catalog: { name: "checks" }, schema: { name: "found" } };
  const { catalogs, schemas } = declaredIn(config({ integrations: [qualytics({ secondForms: { enrichment } })] }));
  expect([...catalogs, ...schemas].map(({ name, path }) => [name, path])).toEqual([
    ["checks", "integrations.qualytics.enrichment.catalog"],
    ["found", "integrations.qualytics.enrichment.schema"],
  ]);
});
