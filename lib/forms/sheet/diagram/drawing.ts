import { html, type Markup } from "../html";

/** A rounded box with a heading that says what it is. */
export interface Box {
  readonly kind: "catalog" | "schema" | "grants" | "principal" | "warehouse";
  readonly heading: string;
  /** Shown large, shortened to fit. @defaultValue - none */
  readonly name?: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Point = readonly [x: number, y: number];
export type Arrow = readonly [from: Point, to: Point];

const [PADDING, HEAD, LINE] = [14, 30, 18];
/** Width of a character of a name, in the fixed-width font. */
const CHARACTER = 7.9;

/** Height of a box with so many lines, its name included. */
export function heightOf(lines: number): number {
  return HEAD + lines * LINE + PADDING / 2;
}

/** @param name class of the drawing: the style sheet shows one or the other */
export function drawing(
  name: string,
  width: number,
  height: number,
  boxes: readonly Box[],
  arrows: readonly Arrow[],
): Markup {
  return html`<svg class="${name}" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">
    ${arrows.map(arrow)} ${boxes.map(box)}
  </svg>`;
}

function box({ kind, heading, name, lines, x, y, width, height }: Box): Markup {
  const left = x + PADDING;
  const texts = name === undefined ? lines : [shortened(name, width), ...lines];
  return html`<g class="box ${kind}">
    ${name !== undefined && html`<title>${name}</title>`}
    <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" />
    <text class="heading" x="${left}" y="${y + 21}">${heading}</text>
    ${texts.map(
      (text, at) =>
        html`<text
          class="${name !== undefined && at === 0 ? "name" : "line"}"
          x="${left}"
          y="${y + HEAD + 13 + at * LINE}"
          >${text}</text
        >`,
    )}
  </g>`;
}

/** Keeps the beginning and the end: names of one family differ there. */
function shortened(name: string, width: number): string {
  const most = Math.floor((width - 2 * PADDING) / CHARACTER);
  const characters = [...name];
  if (characters.length <= most) return name;
  const end = Math.floor((most - 1) / 2);
  return `${characters.slice(0, most - 1 - end).join("")}…${characters.slice(-end).join("")}`;
}

/** A line, bent where it does not run straight, and its head. */
function arrow([[x1, y1], [x2, y2]]: Arrow): Markup {
  const vertical = x1 === x2;
  const bend = (x1 + x2) / 2;
  const line =
    vertical || y1 === y2 ? `M${x1} ${y1}L${x2} ${y2}` : `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
  const head = vertical
    ? `M${x2 - 4} ${y2 - 6}L${x2} ${y2 - 1}L${x2 + 4} ${y2 - 6}`
    : `M${x2 - 6} ${y2 - 4}L${x2 - 1} ${y2}L${x2 - 6} ${y2 + 4}`;
  return html`<path class="arrow" d="${line}${head}" />`;
}
