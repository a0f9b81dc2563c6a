import { Option } from "commander";

/* Options that mean the same in every command that has them. A function each: commander keeps what was given in them. */

export const json = () => new Option("--json", "one JSON document on stdout instead of text");

export const strict = () => new Option("--strict", "exit code 1 for a warning, too");

export const secretFile = () =>
  new Option("--secret-file <path>", "write the token or client secret to a new file only you can read");

export const showSecret = () =>
  new Option("--show-secret", "show the token or client secret in the form (refused when CI is set)");

export const stack = () => new Option("--stack <name>", "only the integrations of this stack");

export const yesToFetch = () => new Option("--yes", "fetch OpenTofu for your user when no Terraform is installed");
