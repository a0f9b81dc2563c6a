import { TerraformOutput, TerraformStack, type App } from "cdktf";
import { Construct } from "constructs";
import type { StateLocation } from "../lib/terraform/state-location";
import { stackIds } from "../lib/terraform/stack-ids";
import type { StateResource } from "../lib/terraform/states";
import type { CatalogChoice, IntegrationConfig, OnrampConfig, SecondFormConfig } from "../lib/config/resolved";
import {
  AbsentIntegration,
  currentConfig,
  Integration,
  tellGroups,
  WorkspaceProvider,
  type SeenGroup,
  type ServicePrincipalLookupProps,
} from "../constructs";
import { SECOND_FORMS, type SecondFormName } from "../profiles";
import { OUTPUTS } from "../lib/terraform/connection";
import { escapeInterpolation } from "../lib/terraform/escape-interpolation";
import { borrowShared, isOwn, makeShared, sharedEntry, type Shared } from "./shared";
import { StateBackend } from "./state-backend";

/** What a look at an adopted principal showed. */
export type SeenPrincipal = Pick<ServicePrincipalLookupProps, "memberOf" | "refusal" | "wasOwn">;

/** What a look at workspace and states showed before anything is built; absent: nobody looked. */
export interface Seen {
  /** Of adopted principals, by the integration's name; of others they hold nothing that the stack would come to own. */
  readonly principals?: ReadonlyMap<string, SeenPrincipal>;
  /** Of groups that principals join, by display name. */
  readonly groups?: ReadonlyMap<string, SeenGroup>;
  /** What the states hold; absent: they could not be read, or nobody has. */
  readonly states?: readonly StateResource[];
}

/** Properties of {@link WorkspaceStack}. */
export interface WorkspaceStackProps {
  readonly config: OnrampConfig;
  readonly location: StateLocation;
  /** The entries that belong to this stack. */
  readonly integrations: readonly IntegrationConfig[];
  /**
   * Stack that creates the shared catalogs and warehouses.
   *
   * @default - this one
   */
  readonly main?: WorkspaceStack;
  /**
   * What was seen of the workspace.
   *
   * @default - nobody looked
   */
  readonly seen?: Seen;
}

/** What one `onramp.yaml` puts into one workspace, or a part of it: provider, shared things, integrations, outputs. */
export class WorkspaceStack extends TerraformStack {
  readonly #props: WorkspaceStackProps;
  readonly #workspace: WorkspaceProvider;
  readonly #shared: Shared;

  constructor(scope: Construct, id: string, props: WorkspaceStackProps) {
    super(scope, id);
    this.#props = props;
    const { config, location, integrations, main, seen } = props;
    if (seen?.groups) tellGroups(this, escapedKeys(seen.groups));
    new StateBackend(this, location);
    this.#workspace = new WorkspaceProvider(this, "databricks", escapeInterpolation(config.workspace));
    if (main) {
      const { needsMain, ...shared } = borrowShared(this, config, integrations);
      if (needsMain) this.addDependency(main);
      this.#shared = shared;
    } else {
      this.#shared = makeShared(this, config);
    }

    const scopeOfAll = new Construct(this, "integrations");
    const present = integrations.flatMap((integration) => this.#integrate(scopeOfAll, integration) ?? []);
    this.#writeOutputs(present);
  }

  #integrate(scope: Construct, integration: IntegrationConfig): Integration | undefined {
    const { profile, ...written } = integration;
    if (integration.absent) {
      takeAway(scope, this.#workspace, integration);
      return undefined;
    }
    const { name, mode, catalog, schema, secondForms, read, warehouse, owner, principal, credential, seen } =
      escapeInterpolation({ ...written, seen: this.#props.seen?.principals?.get(written.name) });
    const { catalogs, warehouses } = this.#shared;
    const catalogOf = (choice: CatalogChoice) => (isOwn(choice) ? choice : sharedEntry(catalogs, choice.shared, name));
    const { privileges, ownCatalog } = profile;
    return new Integration(scope, name, {
      workspace: this.#workspace,
      tool: profile.tool,
      mode,
      catalog: catalog && catalogOf(catalog),
      schema,
      owner,
      read,
      // In a catalog that a reader only shows in its form, it makes nothing.
      privileges: schema !== undefined || ownCatalog ? privileges : { read: privileges.read },
      secondForms: mapForms(secondForms, (form, use) =>
        "of" in use
          ? use
          : {
              catalog: catalogOf(use.catalog),
              schema: use.schema,
              privileges: profile.secondForms?.[form]?.privileges ?? {},
            },
      ),
      warehouse: "shared" in warehouse ? sharedEntry(warehouses, warehouse.shared, name) : warehouse,
      principal: "existing" in principal ? { ...principal, ...seen } : principal,
      entitlements: profile.entitlements,
      credentialKind: credential.kind,
      lifetimeDays: credential.lifetimeDays,
      externalCredential: credential.external,
    });
  }

  #writeOutputs(integrations: readonly Integration[]): void {
    const { location } = this.#props;
    const byName = <T>(value: (integration: Integration) => T | undefined) =>
      Object.fromEntries(
        integrations
          .map((integration) => [integration.node.id, value(integration)] as const)
          .filter(([, each]) => each !== undefined),
      );

    this.#output(
      OUTPUTS.connections,
      byName(({ connection }) => connection),
      "What goes into each tool's form",
    );
    this.#output(
      OUTPUTS.secrets,
      byName(({ credential }) => credential?.secretValue),
      "Token or client secret",
      true,
    );
    const workspace = location.workspace ?? currentConfig(this).host;
    this.#output(OUTPUTS.workspace, workspace, "The workspace that this state belongs to");
    const [only, ...others] = integrations;
    if (!only || others.length > 0) return;
    this.#output(OUTPUTS.host, only.connection.host, "Host, without protocol");
    this.#output(OUTPUTS.httpPath, only.connection.http_path, "HTTP path");
  }

  #output(name: string, value: unknown, description: string, sensitive?: true): void {
    new TerraformOutput(this, name, { value, description, sensitive, staticId: true });
  }
}

/** Takes every access of an integration away; what was there before it, and all data, stays. */
function takeAway(scope: Construct, workspace: WorkspaceProvider, integration: IntegrationConfig): void {
  const { name, catalog, schema, secondForms, warehouse, principal, credential } = integration;
  // Also what is only looked up: an earlier deployment may have created it.
  const isItsOwn = (choice: CatalogChoice | undefined) => choice !== undefined && isOwn(choice);
  new AbsentIntegration(scope, name, {
    workspace,
    credentialKind: credential.kind,
    ownCatalog: isItsOwn(catalog),
    ownSchema: schema !== undefined,
    secondForms: mapForms(secondForms, (_form, use) =>
      "of" in use ? undefined : { ownCatalog: isItsOwn(use.catalog), ownSchema: true },
    ),
    warehouseStays: "import" in warehouse || "existing" in warehouse,
    principal: "existing" in principal ? { existing: principal.existing } : undefined,
    externalCredential: credential.external,
  });
}

/** Names as the constructs are given them: as texts of Terraform. */
function escapedKeys(groups: ReadonlyMap<string, SeenGroup>): ReadonlyMap<string, SeenGroup> {
  return new Map([...groups].map(([name, seen]) => [escapeInterpolation(name), escapeInterpolation(seen)]));
}

/** What becomes of each second form; without those of which nothing does. */
function mapForms<T>(
  forms: IntegrationConfig["secondForms"],
  map: (form: SecondFormName, use: SecondFormConfig) => T | undefined,
): Record<string, T> {
  const made: Record<string, T> = {};
  for (const form of SECOND_FORMS) {
    const use = forms?.[form];
    const value = use && map(form, use);
    if (value !== undefined) made[form] = value;
  }
  return made;
}

/** Builds the stacks of a config. Deploying an empty main one takes away what it deployed before. */
export function buildStacks(app: App, config: OnrampConfig, location: StateLocation, seen?: Seen): WorkspaceStack[] {
  let main: WorkspaceStack | undefined;
  return stackIds(config).map((id) => {
    const integrations = config.integrations.filter(({ stack }) => stack === id);
    const stack = new WorkspaceStack(app, id, { config, location, integrations, main, seen });
    if (id === config.name) main = stack;
    return stack;
  });
}
