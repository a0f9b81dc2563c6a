import { resolve } from "node:path";
import { loadConfig, type OnrampConfig } from "../../lib/config";
import { dbtProfile, DBT_SECRET } from "../../lib/forms/dbt";
import { detailsDocument } from "../../lib/forms/document";
import { dotenvLines } from "../../lib/forms/dotenv";
import type { Format } from "../../lib/forms/formats";
import { renderForm } from "../../lib/forms/form";
import { jdbcSecretProperty, jdbcUrl } from "../../lib/forms/jdbc";
import { renderNotes } from "../../lib/forms/notes";
import { renderSheet } from "../../lib/forms/sheet/sheet";
import { renderSteps } from "../../lib/forms/steps";
import { changesOf } from "../check/output";
import type { Context } from "../cli/context";
import { deployedConnections, onlyOne, takenSecret } from "../cli/deployed";
import { fieldValue, refuseCombinations, refuseFormat, type FormOptions } from "./options";
import { Handoffs } from "./handoffs";
import { refuseExisting, writeSecretFile } from "../cli/secret-file";
import { refuseUnknownNames, type DeployedConnection } from "../cli/selection";
import { refuseForeignFile, writeSheet } from "./sheet-file";
import { styleOf, textWidth } from "../cli/terminal";
import { warningsAbout } from "../cli/warnings";

export interface FormCommand extends FormOptions {
  /** Integrations; none: all. */
  readonly names: readonly string[];
  readonly secretFile?: string;
  readonly stack?: string;
  /** Allows to fetch OpenTofu when there is no tool. */
  readonly yes?: boolean;
}

/** `onramp form`: what goes into the tools' forms, without trying it. */
export async function run(command: FormCommand, context: Context): Promise<number> {
  const { env, cwd, stderr } = context;
  const { names, format = "form" } = command;
  refuseCombinations(command, env);
  const [secretFile, out] = [command.secretFile, command.out].map((path) => path && resolve(cwd, path));
  if (secretFile) refuseExisting(secretFile);
  if (out) refuseForeignFile(out);
  const { config } = loadConfig({ cwd, env });
  refuseUnknownNames(names, config);

  const note = (line: string): unknown => stderr.write(`${line}\n`);
  const deployed = await deployedConnections(command, config, context, note);
  const handoffs = new Handoffs(config, context, note);
  const shown: Shown = { command: { ...command, secretFile, out }, config, handoffs, context };
  const show = showing(deployed, format, shown);
  if (secretFile) writeSecretFile(secretFile, takenSecret(deployed));
  show();
  return 0;
}

/** Refuses what cannot be shown before anything is. */
function showing(deployed: readonly DeployedConnection[], format: Format, shown: Shown): () => void {
  const { field } = shown.command;
  if (field !== undefined) {
    const value = fieldValue(field, onlyOne(deployed, "--field"));
    return () => shown.context.stdout.write(`${value}\n`);
  }
  if (format === "form") return () => showForms(deployed, shown);
  if (format === "json") return () => showJson(deployed, shown);
  const one = onlyOne(deployed, `--format ${format}`);
  refuseFormat(format, one);
  return () => SHOW_ONE[format](one, shown);
}

interface Shown {
  /** With absolute paths. */
  readonly command: FormCommand;
  readonly config: OnrampConfig;
  readonly handoffs: Handoffs;
  readonly context: Context;
}

/** Formats of which one document is about one integration. */
const SHOW_ONE: Readonly<Record<Exclude<Format, "form" | "json">, (one: DeployedConnection, shown: Shown) => void>> = {
  html: showSheet,
  dotenv: (one, { context }) => context.stdout.write(dotenvLines(one)),
  dbt(one, { context: { stdout, stderr } }) {
    stdout.write(dbtProfile(one));
    stderr.write(`The secret goes into the environment variable ${DBT_SECRET}; take it with --secret-file.\n`);
  },
  jdbc(one, { context: { stdout, stderr } }) {
    stdout.write(`${jdbcUrl(one)}\n`);
    stderr.write(`The secret goes into the property ${jdbcSecretProperty(one)}; take it with --secret-file.\n`);
  },
};

function showForms(deployed: readonly DeployedConnection[], { command, config, handoffs, context }: Shown): void {
  const { stdout, env } = context;
  const { colour: color } = styleOf(stdout, env);
  const width = textWidth(stdout);
  const { showSecret, secretFile } = command;
  const secretHint = secretFile && `in ${secretFile}`;
  const sections = deployed.flatMap((each) => [
    ...changesOf(each.profile, handoffs.of(each), color),
    renderForm({ ...each, showSecret, secretHint, color, width }),
    renderSteps(each, width),
    renderNotes(each, warningsAbout(each.connection.integration, config), width),
  ]);
  stdout.write(sections.filter((section) => section !== "").join("\n"));
  for (const each of deployed) handoffs.keep(handoffs.recordAfter(each, { handedOver: true }));
}

function showJson(deployed: readonly DeployedConnection[], { config, handoffs, context }: Shown): void {
  const { cloud } = config.workspace;
  const demo = context.env.ONRAMP_SANDBOX !== undefined;
  const details = deployed.map((each) =>
    detailsDocument(each, {
      changes: handoffs.of(each).changes,
      warnings: warningsAbout(each.connection.integration, config),
      workspace: { cloud, demo },
    }),
  );
  context.stdout.write(`${JSON.stringify({ details }, null, 2)}\n`);
}

function showSheet(one: DeployedConnection, { command, config, handoffs, context }: Shown): void {
  const record = handoffs.recordAfter(one, { handedOver: true });
  const warnings = warningsAbout(one.connection.integration, config);
  const sheet = renderSheet({ ...one, record, warnings, now: new Date() });
  if (command.out) {
    writeSheet(command.out, sheet);
    context.stderr.write(`Hand-off sheet: ${command.out}\n`);
  } else context.stdout.write(sheet);
  handoffs.keep(record);
}
