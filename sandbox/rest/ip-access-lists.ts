import type { IpAccessListRecord } from "../state/records/ip-access-list";
import { invalid } from "../state/errors";
import { type Fields, readBody } from "./body";
import type { Area, RestContext } from "./context";

const LISTS = "/api/2.0/ip-access-lists";
const TYPES = ["ALLOW", "BLOCK"] as const;

/** From where the workspace can be used. @see https://docs.databricks.com/api/workspace/ipaccesslists */
export const ipAccessLists: Area = (app, { workspace }) => {
  const { ipAccess } = workspace;
  const visitor = (c: RestContext) => ({ caller: c.get("caller"), address: c.get("address") });

  app.get(LISTS, (c) => c.json({ ip_access_lists: ipAccess.list(visitor(c)).map(toWire) }));

  app.post(LISTS, async (c) => {
    const { label, type, addresses } = inputOf(await readBody(c));
    if (label === undefined) throw invalid("Missing required field: label");
    if (type === undefined) throw invalid("Missing required field: list_type");
    const list = ipAccess.create(visitor(c), { label, type, addresses: addresses ?? [] });
    return c.json({ ip_access_list: toWire(list) });
  });

  app.get(`${LISTS}/:id`, (c) => c.json({ ip_access_list: toWire(ipAccess.get(visitor(c), c.req.param("id"))) }));

  for (const method of ["PATCH", "PUT"]) {
    app.on(method, `${LISTS}/:id`, async (c) => {
      const input = inputOf(await readBody(c));
      return c.json({ ip_access_list: toWire(ipAccess.update(visitor(c), c.req.param("id"), input)) });
    });
  }

  app.delete(`${LISTS}/:id`, (c) => {
    ipAccess.remove(visitor(c), c.req.param("id"));
    return c.json({});
  });
};

const inputOf = (body: Fields) => ({
  label: body.string("label"),
  type: body.oneOf("list_type", TYPES),
  enabled: body.boolean("enabled"),
  addresses: body.strings("ip_addresses"),
});

const toWire = (list: IpAccessListRecord) => ({
  list_id: list.id,
  label: list.label,
  list_type: list.type,
  ip_addresses: list.addresses,
  address_count: list.addresses.length,
  enabled: list.enabled,
  created_at: list.createdAt,
  created_by: Number(list.createdById),
  updated_at: list.updatedAt,
  updated_by: Number(list.updatedById),
});
