import { DataDatabricksCurrentConfig } from "@cdktf/provider-databricks/lib/data-databricks-current-config";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type {
  CatalogChoice,
  CatalogConfig,
  IntegrationConfig,
  OnrampConfig,
  SecondFormConfig,
} from "../config/resolved";
import {
  AbsentIntegration,
  Catalog,
  Integration,
  SqlWarehouse,
  WorkspaceProvider,
  type ICatalog,
  type ISqlWarehouse,
} from "../constructs";
import { SECOND_FORMS, type SecondFormName } from "../profiles";
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
      (integration) =>
        !integration.absent &&
        (!catalogsOf(integration).every(isCreated) ||
          integration.read.some((securable) => names.has(securable.catalog))),
    );
    if (needsMain) this.addDependency(main);
  }

  #integrate(scope: Construct, integration: IntegrationConfig): Integration | undefined {
    const { profile, absent, ...written } = integration;
    const { name, access, catalog, schema, secondForms, read, warehouse, owner, principal, credential } =
      literal(written);
    const workspace = this.#workspace;
    if (absent) {
      new AbsentIntegration(scope, name, {
        workspace,
        credentialKind: credential.kind,
        ownCatalog: catalog !== undefined && isCreated(catalog),
        ownSchema: schema !== undefined,
        secondForms: mapForms(secondForms, (_form, use) =>
          "of" in use ? undefined : { ownCatalog: isCreated(use.catalog) },
        ),
      });
      return undefined;
    }
    const catalogOf = (choice: CatalogChoice) =>
      isCreated(choice) ? choice : shared(this.#catalogs, choice.shared, name);
    const { privileges, ownCatalog } = profile;
    return new Integration(scope, name, {
      workspace,
      tool: profile.tool,
      access,
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
      warehouse: "shared" in warehouse ? shared(this.#warehouses, warehouse.shared, name) : warehouse,
      principalName: principal,
      entitlements: profile.entitlements,
      credentialKind: credential.kind,
      lifetimeDays: credential.lifetimeDays,
      externalCredential: credential.external,
    });
  }

  #writeOutputs(integrations: readonly Integration[]): void {
    const { home } = this.#props;
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

/** Every catalog that an integration works in. */
function catalogsOf({ catalog, secondForms = {} }: IntegrationConfig): CatalogChoice[] {
  const second = Object.values(secondForms).flatMap((use) => ("of" in use ? [] : [use.catalog]));
  return catalog ? [catalog, ...second] : second;
}

function isCreated(catalog: CatalogChoice): catalog is CatalogConfig {
  return !("shared" in catalog);
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
