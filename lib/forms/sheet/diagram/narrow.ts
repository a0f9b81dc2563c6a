import type { Markup } from "../html";
import { drawing, heightOf, type Arrow, type Box } from "./drawing";
import type { Ends, Group } from "./groups";

const [WIDTH, GAP, INDENT] = [318, 22, 20];

/** One under the other, for small screens; the grants are in the box of what they are on. */
export function narrow(groups: readonly Group[], { principal, warehouse }: Ends): Markup {
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  let y = 1;
  const add = (box: Omit<Box, "y" | "width" | "height">, from?: number) => {
    const height = heightOf(box.lines.length + 1);
    const x = WIDTH / 2;
    if (from !== undefined)
      arrows.push([
        [x, from],
        [x, y],
      ]);
    boxes.push({ ...box, y, width: WIDTH - box.x, height });
    y += height + GAP;
    return y - GAP;
  };
  let bottom: number | undefined;
  for (const { catalog, rows } of groups) {
    if (catalog !== undefined) bottom = add({ kind: "catalog", heading: "catalog", name: catalog, lines: [], x: 1 });
    for (const { heading, name, grants } of rows) {
      bottom = add({ kind: "schema", heading, name, lines: inPairs(grants), x: INDENT }, bottom);
    }
  }
  bottom = add({ ...principal, x: 1 }, bottom);
  bottom = add({ ...warehouse, x: 1 }, bottom);
  return drawing("narrow", WIDTH + 1, bottom + 1, boxes, arrows);
}

function inPairs(words: readonly string[]): string[] {
  return words.flatMap((_, at) => (at % 2 === 0 ? [words.slice(at, at + 2).join(" · ")] : []));
}
