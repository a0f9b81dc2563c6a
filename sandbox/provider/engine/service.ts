import type { Client } from "../client";
import type { Configured } from "../configuration";
import { decodeRequest, encodeResponse, SEVERITY } from "../protocol/messages";
import type { Diagnostic, DynamicValue, Request, Response, Rpc } from "../protocol/messages";
import { encodeProviderSchema } from "../protocol/schema-message";
import { decodeValue, encodeValue } from "../protocol/values";
import { conform } from "./conform";
import { OperationError, toDiagnostic } from "./diagnostics";
import { createObject, deleteObject, readObject, updateObject, type Operation } from "./lifecycle";
import { planChange } from "./plan";
import type { DataSource, Resource } from "./resource";
import type { Block, ProviderSchema } from "./schema";
import { validateConfig } from "./validate";
import { isRecord, text, type Values } from "./value";
import { answeredBlock } from "./zeros";

/** What makes a provider: its schema, what is behind it, and how a provider block becomes a client. */
export interface Definition {
  schema: ProviderSchema;
  resources: Readonly<Record<string, Resource>>;
  dataSources: Readonly<Record<string, DataSource>>;
  configure(config: Values): Configured;
  log: (line: string) => void;
}

/** One provider instance of one terraform process: its client and its wish to stop belong to nobody else. */
export interface Connection {
  client?: Client;
  readonly stop: AbortController;
}

type Handlers = { [R in Rpc]: (request: Request<R>, connection: Connection) => Response<R> | Promise<Response<R>> };

/** Answers the calls of plugin protocol 6 for a definition, in the legacy type system as the real provider does. */
export class ProviderService {
  readonly #definition: Definition;
  #schema: Uint8Array | undefined;

  constructor(definition: Definition) {
    this.#definition = definition;
  }

  /** The encoded response, or undefined for a method that is not implemented. */
  async answer(method: string, request: Uint8Array, connection: Connection): Promise<Uint8Array | undefined> {
    if (method === "GetProviderSchema") return (this.#schema ??= encodeProviderSchema(this.#definition.schema));
    return Object.hasOwn(this.#handlers, method) ? this.#call(method as Rpc, request, connection) : undefined;
  }

  async #call<R extends Rpc>(rpc: R, request: Uint8Array, connection: Connection): Promise<Uint8Array> {
    const handler: Handlers[R] = this.#handlers[rpc];
    return encodeResponse(rpc, await handler(decodeRequest(rpc, request), connection));
  }

  readonly #handlers: Handlers = {
    ValidateProviderConfig: () => ({}),

    ValidateDataResourceConfig: ({ type_name, config }) => {
      const { block, source } = this.#dataSource(type_name);
      const problems = validateConfig(source, decodeBlock(block, config) ?? {});
      return { diagnostics: problems.map((problem) => this.#diagnostic(problem, block)) };
    },

    ValidateResourceConfig: ({ type_name, config }) => {
      const { block, resource } = this.#resource(type_name);
      const problems = validateConfig(resource, decodeBlock(block, config) ?? {});
      return { diagnostics: problems.map((problem) => this.#diagnostic(problem, block)) };
    },

    ConfigureProvider: ({ config }, connection) => {
      const { block } = this.#definition.schema.provider;
      try {
        const { client, warnings } = this.#definition.configure(decodeBlock(block, config) ?? {});
        connection.client = client;
        return { diagnostics: warnings.map((warning) => asWarning(this.#diagnostic(warning, block))) };
      } catch (error) {
        return { diagnostics: [this.#diagnostic(error, block)] };
      }
    },

    UpgradeResourceState: ({ type_name, raw_state }) => {
      const { block } = this.#resource(type_name);
      const state = decodeBlock(block, raw_state && { json: raw_state.json });
      return { upgraded_state: encodeValue(state ?? null) };
    },

    ReadResource: async ({ type_name, current_state, private: kept }, connection) => {
      const operation = this.#operation(type_name, connection);
      const state = decodeBlock(operation.block, current_state) ?? {};
      const { credential, authType } = operation.client;
      // With an auth_type the real provider cannot sign in and fails; without one it would ask as somebody else.
      if (credential.awaits !== undefined && authType === "") {
        const summary = `${nameOf(type_name)} ${text(state, "id")} not refreshed: the provider's ${credential.awaits} is not known before apply`;
        return { new_state: encodeValue(state), private: kept, diagnostics: [{ severity: SEVERITY.warning, summary }] };
      }
      try {
        return { new_state: encodeValue((await readObject(operation, state)) ?? null), private: kept };
      } catch (error) {
        const diagnostics = [this.#diagnostic(error, operation.block, `cannot read ${nameOf(type_name)}`)];
        return { new_state: encodeValue(state), private: kept, diagnostics };
      }
    },

    PlanResourceChange: (request) => {
      const { block, resource } = this.#resource(request.type_name);
      const [prior, config] = [decodeBlock(block, request.prior_state), decodeBlock(block, request.config)];
      const plan = config && planChange(block, resource, prior, config);
      return {
        planned_state: encodeValue(plan?.planned ?? null),
        requires_replace: plan?.replace.map((attribute_name) => ({ steps: [{ attribute_name }] })),
        planned_private: request.prior_private,
        legacy_type_system: true,
      };
    },

    ApplyResourceChange: async (request, connection) => {
      const operation = this.#operation(request.type_name, connection);
      const prior = decodeBlock(operation.block, request.prior_state);
      const planned = decodeBlock(operation.block, request.planned_state);
      const config = decodeBlock(operation.block, request.config);
      const outcome = await change(operation, prior, planned);
      const doing = outcome.step && `cannot ${outcome.step} ${nameOf(request.type_name)}`;
      return {
        new_state: encodeValue(outcome.state ?? null),
        private: request.planned_private,
        legacy_type_system: true,
        diagnostics: outcome.error ? [this.#diagnostic(outcome.error, operation.block, doing, config)] : [],
      };
    },

    ImportResourceState: async ({ type_name, id }, connection) => {
      const operation = this.#operation(type_name, connection);
      const asked = conform(operation.block, { id });
      try {
        // When there is no such object, terraform finds that out itself when it refreshes what it got.
        const state = (await readObject(operation, asked, true)) ?? asked;
        return { imported_resources: [{ type_name, state: encodeValue(state) }] };
      } catch (error) {
        return { diagnostics: [this.#diagnostic(error, operation.block, `cannot read ${nameOf(type_name)}`)] };
      }
    },

    ReadDataSource: async ({ type_name, config }, connection) => {
      const { block, source } = this.#dataSource(type_name);
      const values = decodeBlock(block, config) ?? {};
      try {
        const answer = await source.read(clientOf(connection), values);
        return { state: encodeValue(answeredBlock(block, { ...values, ...answer })) };
      } catch (error) {
        const name = nameOf(type_name);
        const doing = `cannot read ${name}${source.generic ? `: cannot read data ${name}` : ""}`;
        return { diagnostics: [this.#diagnostic(error, block, doing, values)] };
      }
    },

    StopProvider: (_request, connection) => {
      connection.stop.abort();
      return {};
    },
  };

  #resource(type: string): { block: Block; resource: Resource } {
    const [resource, schema] = [this.#definition.resources[type], this.#definition.schema.resource_schemas[type]];
    if (!resource || !schema) throw new Error(`no resource ${type}`);
    return { resource, block: schema.block };
  }

  #dataSource(type: string): { block: Block; source: DataSource } {
    const [source, schema] = [this.#definition.dataSources[type], this.#definition.schema.data_source_schemas[type]];
    if (!source || !schema) throw new Error(`no data source ${type}`);
    return { source, block: schema.block };
  }

  #operation(type: string, connection: Connection): Operation {
    return { ...this.#resource(type), client: clientOf(connection), stop: connection.stop.signal };
  }

  #diagnostic(error: unknown, block: Block, doing?: string, config?: Values): Diagnostic {
    return toDiagnostic(error, doing, block, config, this.#definition.log);
  }
}

function change(operation: Operation, prior: Values | undefined, planned: Values | undefined) {
  if (planned && prior) return updateObject(operation, planned, prior);
  if (planned) return createObject(operation, planned);
  return deleteObject(operation, prior ?? {});
}

function clientOf({ client }: Connection): Client {
  if (!client) throw new OperationError("the provider is not configured");
  return client;
}

function decodeBlock(block: Block, value: DynamicValue | null | undefined): Values | undefined {
  const decoded = decodeValue(value);
  return isRecord(decoded) ? conform(block, decoded) : undefined;
}

function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: SEVERITY.warning };
}

/** `databricks_sql_endpoint` as messages have it: `sql endpoint`. */
function nameOf(type: string): string {
  return type.replace(/^databricks_/, "").replaceAll("_", " ");
}
