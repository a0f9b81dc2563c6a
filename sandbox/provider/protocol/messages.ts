import { parse, type Type } from "protobufjs";

/**
 * The part of Terraform's plugin protocol 6 that this provider speaks, in proto3 notation with the protocol's field
 * numbers. Message and field names never go over the wire; fields left out are skipped when they arrive.
 *
 * @see https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol
 */
const { root } = parse(
  `syntax = "proto3";

  message DynamicValue { bytes msgpack = 1; bytes json = 2; }
  message RawState { bytes json = 1; }
  message Step { oneof selector { string attribute_name = 1; string element_key_string = 2; int64 element_key_int = 3; } }
  message AttributePath { repeated Step steps = 1; }
  message Diagnostic { int32 severity = 1; string summary = 2; string detail = 3; AttributePath attribute = 4; }

  message Attribute { string name = 1; bytes type = 2; bool required = 4; bool optional = 5; bool computed = 6; bool sensitive = 7; }
  message NestedBlock { string type_name = 1; Block block = 2; int32 nesting = 3; int64 min_items = 4; int64 max_items = 5; }
  message Block { repeated Attribute attributes = 2; repeated NestedBlock block_types = 3; }
  message Schema { int64 version = 1; Block block = 2; }

  message GetProviderSchemaResponse {
    Schema provider = 1;
    map<string, Schema> resource_schemas = 2;
    map<string, Schema> data_source_schemas = 3;
  }
  message ValidateProviderConfigRequest { DynamicValue config = 1; }
  message ValidateProviderConfigResponse { repeated Diagnostic diagnostics = 2; }
  message ValidateResourceConfigRequest { string type_name = 1; DynamicValue config = 2; }
  message ValidateResourceConfigResponse { repeated Diagnostic diagnostics = 1; }
  message ValidateDataResourceConfigRequest { string type_name = 1; DynamicValue config = 2; }
  message ValidateDataResourceConfigResponse { repeated Diagnostic diagnostics = 1; }
  message ConfigureProviderRequest { DynamicValue config = 2; }
  message ConfigureProviderResponse { repeated Diagnostic diagnostics = 1; }
  message UpgradeResourceStateRequest { string type_name = 1; RawState raw_state = 3; }
  message UpgradeResourceStateResponse { DynamicValue upgraded_state = 1; repeated Diagnostic diagnostics = 2; }
  message ReadResourceRequest { string type_name = 1; DynamicValue current_state = 2; bytes private = 3; }
  message ReadResourceResponse { DynamicValue new_state = 1; repeated Diagnostic diagnostics = 2; bytes private = 3; }
  message PlanResourceChangeRequest {
    string type_name = 1;
    DynamicValue prior_state = 2;
    DynamicValue config = 4;
    bytes prior_private = 5;
  }
  message PlanResourceChangeResponse {
    DynamicValue planned_state = 1;
    repeated AttributePath requires_replace = 2;
    bytes planned_private = 3;
    repeated Diagnostic diagnostics = 4;
    bool legacy_type_system = 5;
  }
  message ApplyResourceChangeRequest {
    string type_name = 1;
    DynamicValue prior_state = 2;
    DynamicValue planned_state = 3;
    DynamicValue config = 4;
    bytes planned_private = 5;
  }
  message ApplyResourceChangeResponse {
    DynamicValue new_state = 1;
    bytes private = 2;
    repeated Diagnostic diagnostics = 3;
    bool legacy_type_system = 4;
  }
  message ImportResourceStateRequest { string type_name = 1; string id = 2; }
  message ImportedResource { string type_name = 1; DynamicValue state = 2; }
  message ImportResourceStateResponse { repeated ImportedResource imported_resources = 1; repeated Diagnostic diagnostics = 2; }
  message ReadDataSourceRequest { string type_name = 1; DynamicValue config = 2; }
  message ReadDataSourceResponse { DynamicValue state = 1; repeated Diagnostic diagnostics = 2; }
  message StopProviderRequest {}
  message StopProviderResponse { string Error = 1; }`,
  { keepCase: true },
);

/** A value in msgpack, or in JSON; an absent one is null. */
export interface DynamicValue {
  msgpack?: Uint8Array;
  json?: Uint8Array;
}

/** One step into a value: exactly one of the three is set. */
export type Step = { attribute_name: string } | { element_key_string: string } | { element_key_int: number };

/** The way to an attribute from the top of a resource. */
export interface AttributePath {
  steps: Step[];
}

/** Values of {@link Diagnostic.severity}. */
export const SEVERITY = { error: 1, warning: 2 } as const;

/** An error or warning as Terraform prints it, at the line of its attribute. */
export interface Diagnostic {
  severity: (typeof SEVERITY)[keyof typeof SEVERITY];
  summary: string;
  detail?: string;
  attribute?: AttributePath;
}

interface Diagnosed {
  diagnostics?: Diagnostic[];
}
type Typed = { type_name: string };
type Absent = null | undefined;

/** Request and response of every call that is answered; the rest is UNIMPLEMENTED, which Terraform accepts. */
export interface Calls {
  ValidateProviderConfig: [{ config: DynamicValue | Absent }, Diagnosed];
  ValidateResourceConfig: [Typed & { config: DynamicValue | Absent }, Diagnosed];
  ValidateDataResourceConfig: [Typed & { config: DynamicValue | Absent }, Diagnosed];
  ConfigureProvider: [{ config: DynamicValue | Absent }, Diagnosed];
  UpgradeResourceState: [
    Typed & { raw_state: { json: Uint8Array } | Absent },
    Diagnosed & { upgraded_state?: DynamicValue },
  ];
  ReadResource: [
    Typed & { current_state: DynamicValue | Absent; private: Uint8Array },
    Diagnosed & { new_state?: DynamicValue; private?: Uint8Array },
  ];
  PlanResourceChange: [
    Typed & { prior_state: DynamicValue | Absent; config: DynamicValue | Absent; prior_private: Uint8Array },
    Diagnosed & {
      planned_state?: DynamicValue;
      requires_replace?: AttributePath[];
      planned_private?: Uint8Array;
      legacy_type_system?: boolean;
    },
  ];
  ApplyResourceChange: [
    Typed & {
      prior_state: DynamicValue | Absent;
      planned_state: DynamicValue | Absent;
      config: DynamicValue | Absent;
      planned_private: Uint8Array;
    },
    Diagnosed & { new_state?: DynamicValue; private?: Uint8Array; legacy_type_system?: boolean },
  ];
  ImportResourceState: [
    Typed & { id: string },
    Diagnosed & { imported_resources?: (Typed & { state: DynamicValue })[] },
  ];
  ReadDataSource: [Typed & { config: DynamicValue | Absent }, Diagnosed & { state?: DynamicValue }];
  StopProvider: [object, object];
}

/** Name of a call. */
export type Rpc = keyof Calls;
/** What Terraform sends with a call. */
export type Request<R extends Rpc> = Calls[R][0];
/** What a call answers. */
export type Response<R extends Rpc> = Calls[R][1];

/** The message type by its name in the notation above, e.g. `Diagnostic` or `ReadResourceRequest`. */
export function messageType(name: string): Type {
  return root.lookupType(name);
}

/** @throws when the bytes are not such a message */
export function decodeRequest<R extends Rpc>(rpc: R, bytes: Uint8Array): Request<R> {
  return messageType(`${rpc}Request`).decode(bytes);
}

/** The bytes of a response, without the framing of gRPC. */
export function encodeResponse<R extends Rpc>(rpc: R, response: Response<R>): Uint8Array {
  return messageType(`${rpc}Response`).encode(response).finish();
}
