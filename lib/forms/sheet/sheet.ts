import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessSection } from "./access-section";
import { checkSection } from "./check-section";
import { formSection } from "./form-section";
import { dataSection, offboardingSection, troubleSection } from "./help-sections";
import { html, trusted, type Markup } from "./html";
import { footer, masthead } from "./frame";
import { stepsSection } from "./steps-section";
import type { Sheet } from "./content";

/** In the order in which they override each other. */
const STYLES = ["base", "head", "form", "access", "check-and-help", "print"];

/** In the head of every sheet; a file with it may be overwritten by a newer sheet. */
export const SHEET_MARK = '<meta name="generator" content="Onramp for Databricks, hand-off sheet">';

/**
 * One HTML file for the person who fills in the tool's form: fields to copy, steps, what the tool may do, what was
 * proven. It needs no network and holds no secret; its content security policy lets nothing but its own style and script
 * run.
 */
export function renderSheet(sheet: Sheet): string {
  const { profile, connection } = sheet;
  const style = STYLES.map((name) => asset(`style/${name}.css`)).join("\n");
  const script = asset("copy-buttons.js");
  const policy = [
    "default-src 'none'",
    `style-src '${sourceHash(style)}'`,
    `script-src '${sourceHash(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        ${trusted(SHEET_MARK)}
        <title>${profile.name} to Databricks: ${connection.integration}</title>
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#form">Skip to the form</a>
        ${masthead(sheet)}
        <main>${sections(sheet)}</main>
        ${footer(sheet)}
        <p id="said" class="offscreen" role="status" aria-live="polite"></p>
        ${trusted(`<script>${script}</script>`)}
      </body>
    </html> `.text;
}

function sections(sheet: Sheet): Markup {
  return html`<div class="columns">${formSection(sheet)} ${stepsSection(sheet)}</div>
    ${accessSection(sheet)}
    <div class="columns">
      ${checkSection(sheet)}
      <div class="stack">${dataSection(sheet)} ${troubleSection(sheet)} ${offboardingSection(sheet)}</div>
    </div>`;
}

const asset = (name: string) => readFileSync(join(__dirname, name), "utf8");

const sourceHash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
