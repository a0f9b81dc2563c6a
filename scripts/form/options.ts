import { didYouMean, listed } from "../../lib/config/nearest";
import { detailValues } from "../../lib/forms/details";
import { FORMATS, type Format } from "../../lib/forms/formats";
import type { Subject } from "../../lib/forms/subject";
import { PROFILES, type Profile } from "../../profiles";
import { UsageError } from "../../lib/report/errors";
import { onramp } from "../../lib/command-line";

export interface FormOptions {
  readonly format?: Format;
  /** Name of one value, which is then all that is printed. */
  readonly field?: string;
  /** File for the hand-off sheet. */
  readonly out?: string;
  readonly showSecret?: boolean;
}

/** @throws UsageError for options that do not go together, or a secret where it would be kept */
export function refuseCombinations(options: FormOptions, env: NodeJS.ProcessEnv): void {
  const { format = "form", field, out, showSecret } = options;
  if (field !== undefined && options.format !== undefined) {
    throw new UsageError("--field and --format do not go together.", ["--field prints one value and nothing else."]);
  }
  if (out !== undefined && (format !== "html" || field !== undefined)) {
    throw new UsageError("--out is for the hand-off sheet.", ["Add --format html, or send stdout to a file."]);
  }
  if (!showSecret) return;
  const fix = ["Use --secret-file PATH, which writes it to a new file only you can read."];
  if (env.CI) throw new UsageError("--show-secret is refused while CI is set: the log would keep the secret.", fix);
  if (format !== "form" || field !== undefined) throw new UsageError("--show-secret is for --format form only.", fix);
}

/** @throws UsageError for a format that the tool does not read, with those that it does and the tools that do */
export function refuseFormat(format: Format, { profile }: { readonly profile: Profile }): void {
  const fits = ({ formats = [] }: Profile, each: Format) =>
    (each !== "dbt" && each !== "jdbc") || formats.includes(each);
  if (fits(profile, format)) return;
  const offered = FORMATS.filter((each) => fits(profile, each));
  const readers = [...PROFILES.values()].filter((each) => fits(each, format)).map(({ tool }) => tool);
  throw new UsageError(`${profile.name} does not read the format ${format}, which is for ${listed(readers)}.`, [
    `${profile.name} has ${listed(offered)}.`,
  ]);
}

const SECRETS = /^(secret|token|password|pat|pwd|client_?secret)$/i;

/** @throws UsageError for a name that there is not, with the nearest one, or a value that this connection does not have */
export function fieldValue(name: string, subject: Subject): string {
  const { integration } = subject.connection;
  const values = detailValues(subject);
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value) return value;
  if (value === "") throw new UsageError(`${integration} has no ${name}.`, [`It has ${given(values)}.`]);
  if (SECRETS.test(name)) {
    throw new UsageError("A secret is not printed by --field.", [
      `Take it with: ${onramp(`form ${integration} --secret-file ${integration}.secret`)}`,
    ]);
  }
  const fix = didYouMean(name, Object.keys(values), `It is one of ${given(values)}.`)!;
  throw new UsageError(`There is no field ${JSON.stringify(name)}.`, [fix]);
}

function given(values: Readonly<Record<string, string>>): string {
  const names = Object.keys(values).filter((name) => values[name] !== "");
  return listed(names, names.length);
}
