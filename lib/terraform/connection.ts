import { z } from "zod";
import { CREDENTIAL_KINDS } from "../databricks/credential";

/** A schema that the tool works in beside its main connection, or the integration whose one it uses. */
const secondFormSchema = z.union([
  z.object({
    /** Catalog of that schema. */
    catalog: z.string(),
    /** Its name without the catalog. */
    schema: z.string(),
  }),
  z.object({
    /** Key of that integration. */
    of: z.string(),
  }),
]);

/**
 * What one integration's deployment put out: everything a tool's form asks for, except the secret.
 *
 * This is the shape of one value in the stack's `connections` output; names are snake_case because people read them
 * with `terraform output`.
 */
export const connectionSchema = z
  .object({
    /** Key of the entry in `onramp.yaml`. */
    integration: z.string(),
    /** Profile, e.g. `clevertap`. */
    tool: z.string(),
    /** Host name without protocol and port. */
    host: z.string(),
    /** HTTPS port; 443 on every real workspace. */
    port: z.number(),
    /** `/sql/1.0/warehouses/<id>`, of a cluster `sql/protocolv1/o/<workspace>/<cluster>`. */
    http_path: z.string(),
    /** Of the SQL warehouse; absent where a cluster stands in its place. */
    warehouse_id: z.string().optional(),
    /** As the workspace shows it. */
    warehouse_name: z.string().optional(),
    /** The warehouse was there before: neither it nor its permissions are the stack's. */
    warehouse_existing: z.literal(true).optional(),
    /** Group that has CAN_USE on that warehouse, which the service principal joined. */
    use_group: z.string().optional(),
    /** Of an all-purpose cluster in place of a warehouse. */
    cluster_id: z.string().optional(),
    /** As the workspace shows it. */
    cluster_name: z.string().optional(),
    /** Minutes without a query until warehouse or cluster stops, 0 = never. */
    auto_stop_minutes: z.number(),
    /** Catalog of the tool's own schema, or the catalog a reader works in. */
    catalog: z.string().optional(),
    /** The tool's own schema; absent for pure readers. */
    schema: z.string().optional(),
    /** Full names of the catalogs, schemas and tables the tool may read besides its own schema. */
    read: z.array(z.string()),
    /** Name of the chosen variant of the profile's access; absent: the profile as it is. */
    access: z.string().optional(),
    /** Second connections by the name of the form, with the same principal and credential; absent: none. */
    second_forms: z.record(z.string(), secondFormSchema).optional(),
    /** Who the tool signs in as. */
    principal: z.object({
      /** UUID: the name in grants, and the client id of OAuth. */
      application_id: z.string(),
      /** As the workspace shows it. */
      display_name: z.string(),
      /** It was there before, so that it may be in use elsewhere as well. */
      existing: z.literal(true).optional(),
    }),
    /** What it signs in with. */
    credential: z.object({
      /** Personal access token, or OAuth client secret. */
      kind: z.enum(CREDENTIAL_KINDS),
      /** It is made elsewhere: no id, no lifetime, and no secret among the outputs. */
      external: z.literal(true).optional(),
      /** Token id or secret id: names the credential without being it. */
      id: z.string().optional(),
      /** Days from its creation until it expires. */
      lifetime_days: z.number().optional(),
    }),
  })
  .refine(({ warehouse_id, cluster_id }) => (warehouse_id === undefined) !== (cluster_id === undefined), {
    error: "it runs on a warehouse or on a cluster",
    path: ["warehouse_id"],
  });

/** See {@link Connection}: where a second connection works. */
export type SecondConnection = z.infer<typeof secondFormSchema>;

export type Connection = z.infer<typeof connectionSchema>;

/** Names of the stack's Terraform outputs, shared by the stack that writes and the scripts that read them. */
export const OUTPUTS = {
  /** Map integration → {@link Connection}. */
  connections: "connections",
  /** Sensitive map integration → token or client secret; nothing for an external credential. */
  secrets: "secrets",
  /** What the state belongs to: the host URL, or `sandbox:<id>`; guards against a state that meets another workspace. */
  workspace: "workspace",
  /** Only with a single integration. */
  host: "host",
  /** Only with a single integration. */
  httpPath: "http_path",
} as const;
