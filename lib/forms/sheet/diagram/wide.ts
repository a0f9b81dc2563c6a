import type { Markup } from "../html";
import { drawing, heightOf, type Arrow, type Box } from "./drawing";
import type { Ends, Group, Row } from "./groups";

const [WIDTH, GAP, BETWEEN] = [178, 36, 14];
/** Distance of two arrows where they arrive. */
const SPREAD = 9;

const column = (index: number) => 1 + index * (WIDTH + GAP);

/** Five columns from left to right; a catalog is as high as what it holds. */
export function wide(groups: readonly Group[], { principal, warehouse }: Ends): Markup {
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  const granted: number[] = [];
  const used = groups.flatMap(({ rows }) => rows).reduce((sum, row) => sum + rowHeight(row) + BETWEEN, -BETWEEN);
  const end = heightOf(1 + Math.max(principal.lines.length, warehouse.lines.length));
  const height = Math.max(used, end);
  let y = 1 + (height - used) / 2;
  for (const { catalog, rows } of groups) {
    const top = y;
    for (const row of rows) {
      const place = { y, width: WIDTH, height: rowHeight(row) };
      boxes.push({ ...place, kind: "schema", heading: row.heading, name: row.name, lines: [], x: column(1) });
      boxes.push({ ...place, kind: "grants", heading: "grants", lines: row.grants, x: column(2) });
      const middle = y + place.height / 2;
      if (catalog !== undefined) arrows.push(straight(0, middle));
      arrows.push(straight(1, middle));
      granted.push(middle);
      y += place.height + BETWEEN;
    }
    if (catalog === undefined) continue;
    const whole = { x: column(0), y: top, width: WIDTH, height: y - BETWEEN - top };
    boxes.push({ ...whole, kind: "catalog", heading: "catalog", name: catalog, lines: [] });
  }
  const middle = 1 + height / 2;
  const place = { y: middle - end / 2, width: WIDTH, height: end };
  boxes.push({ ...principal, ...place, x: column(3) }, { ...warehouse, ...place, x: column(4) });
  granted.forEach((from, at) => {
    const to = middle + (at - (granted.length - 1) / 2) * SPREAD;
    arrows.push([
      [column(2) + WIDTH, from],
      [column(3), to],
    ]);
  });
  arrows.push(straight(3, middle));
  return drawing("wide", column(4) + WIDTH + 1, height + 2, boxes, arrows);
}

const rowHeight = ({ grants }: Row) => heightOf(Math.max(1, grants.length));

/** From one column to the next. */
function straight(from: number, y: number): Arrow {
  return [
    [column(from) + WIDTH, y],
    [column(from + 1), y],
  ];
}
