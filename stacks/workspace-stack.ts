import { DataDatabricksCurrentConfig } from "@cdktf/provider-databricks/lib/data-databricks-current-config";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { IntegrationConfig, OnrampConfig } from "../config/resolved";
import {
  AbsentIntegration,
  Catalog,
  Integration,
  SqlWarehouse,
  WorkspaceProvider,
  type ICatalog,
  type ISqlWarehouse,
} from "../constructs";
import { OUTPUTS } from "../workspace/connection";
import { backendPath, type StateHome } from "./backend";
import { literal } from "./literal";

/** Properties of {@link WorkspaceStack}. */
export interface WorkspaceStackProps {
  readonly config: OnrampConfig;
  /** The entries that belong to this stack. */
  readonly integrations: readonly IntegrationConfig[];
  readonly home: StateHome;
  /**
   * Stack that creates the shared catalogs and warehouses.
   *
   * @default - this one
   */
  readonly main?: WorkspaceStack;
}

/** What one `onramp.yaml` puts into one workspace, or a part of it: provider, shared things, integrations, outputs. */
export class WorkspaceStack extends TerraformStack {
  readonly #props: WorkspaceStackProps;
  readonly #workspace: WorkspaceProvider;
  readonly #catalogs = new Map<string, ICatalog>();
  readonly #warehouses = new Map<string, ISqlWarehouse>();

  constructor(scope: Construct, id: string, props: WorkspaceStackProps) {
    super(scope, id);
    this.#props = props;
    const { config, home, integrations, main } = props;
    new LocalBackend(this, { path: backendPath(home, id, App.of(this).outdir) });
    this.#workspace = new WorkspaceProvider(this, "databricks", config.workspace);
    if (main) this.#borrowShared(main);
    else this.#createShared();

    const scopeOfAll = new Construct(this, "integrations");
    const present = integrations.flatMap((integration) => this.#integrate(scopeOfAll, integration) ?? []);
    this.#writeOutputs(present);
  }

  #createShared(): void {
    const { config } = this.#props;
    const { catalogs, warehouses, owner } = literal({
      catalogs: config.catalogs,
      warehouses: config.warehouses,
      owner: config.owner,
    });
    const catalogScope = new Construct(this, "catalogs");
    for (const [key, props] of Object.entries(catalogs))
      this.#catalogs.set(key, new Catalog(catalogScope, key, { owner, ...props }));
    const warehouseScope = new Construct(this, "warehouses");
    for (const [key, props] of Object.entries(warehouses))
      this.#warehouses.set(key, new SqlWarehouse(warehouseScope, key, props));
  }

  /** The main stack's catalogs, known here by name only: a reference to a stack that is not deployed yet fails. */
  #borrowShared(main: WorkspaceStack): void {
    const { config, integrations } = this.#props;
    const catalogScope = new Construct(this, "catalogs");
    const names = new Set<string>();
    for (const [key, { name }] of Object.entries(config.catalogs)) {
      this.#catalogs.set(key, Catalog.fromCatalogName(catalogScope, key, literal(name)));
      names.add(name);
    }
    const needsMain = integrations.some(
      ({ absent, catalog, read }) =>
        !absent && ((catalog && "shared" in catalog) || read.some((securable) => names.has(securable.catalog))),
    );
    if (needsMain) this.addDependency(main);
  }

  #integrate(scope: Construct, integration: IntegrationConfig): Integration | undefined {
    const { profile, absent, ...written } = integration;
    const { name, catalog, schema, read, warehouse, owner, principal, credential } = literal(written);
    const workspace = this.#workspace;
    if (absent) {
      const ownCatalog = catalog !== undefined && !("shared" in catalog);
      const ownSchema = schema !== undefined;
      new AbsentIntegration(scope, name, { workspace, credentialKind: credential.kind, ownCatalog, ownSchema });
      return undefined;
    }
    return new Integration(scope, name, {
      workspace,
      tool: profile.tool,
      catalog: catalog && ("shared" in catalog ? shared(this.#catalogs, catalog.shared, name) : catalog),
      schema,
      owner,
      read,
      privileges: profile.privileges,
      warehouse: "shared" in warehouse ? shared(this.#warehouses, warehouse.shared, name) : warehouse,
      principalName: principal,
      credentialKind: credential.kind,
      lifetimeDays: credential.lifetimeDays,
    });
  }

  #writeOutputs(integrations: readonly Integration[]): void {
    const { home } = this.#props;
    const byName = <T>(value: (integration: Integration) => T) =>
      Object.fromEntries(integrations.map((integration) => [integration.node.id, value(integration)]));

    this.#output(
      OUTPUTS.connections,
      byName(({ connection }) => connection),
      "What goes into each tool's form",
    );
    this.#output(
      OUTPUTS.secrets,
      byName(({ credential }) => credential.secretValue),
      "Token or client secret",
      true,
    );
    const workspace = home.workspace ?? new DataDatabricksCurrentConfig(this, "current_config", {}).host;
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

/** A shared entry; the config's rules have made sure that it is there, and that no other stack needs a warehouse of it. */
function shared<T>(entries: ReadonlyMap<string, T>, key: string, integration: string): T {
  const entry = entries.get(key);
  if (!entry) throw new Error(`integration ${integration}: this stack has no shared entry ${key}`);
  return entry;
}

/**
 * Builds the stacks of a config: the main one, if there is anything in it or nothing at all, and one for each other
 * `stack:`. Deploying an empty main stack takes away what it deployed before.
 */
export function buildStacks(app: App, config: OnrampConfig, home: StateHome): WorkspaceStack[] {
  const byStack = new Map<string, IntegrationConfig[]>();
  const listOf = (id: string) => byStack.get(id) ?? byStack.set(id, []).get(id)!;
  for (const integration of config.integrations) listOf(integration.stack).push(integration);
  const shares = Object.keys(config.catalogs).length + Object.keys(config.warehouses).length > 0;
  if (shares || byStack.size === 0) listOf(config.name);

  const inMain = byStack.get(config.name);
  const main = inMain && new WorkspaceStack(app, config.name, { config, home, integrations: inMain });
  byStack.delete(config.name);
  const others = [...byStack].map(
    ([id, integrations]) => new WorkspaceStack(app, id, { config, home, integrations, main }),
  );
  return main ? [main, ...others] : others;
}
