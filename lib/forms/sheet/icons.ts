import { html, trusted, type Markup } from "./html";

/** Paths on a square of 20, drawn with lines. */
const ICONS = {
  ramp: "M2 16h5.5L13 6.5h5M13.8 3.2 18 6.5l-4.2 3.3",
  well: "M4.5 10.5l3.6 3.6 7.4-8",
  warn: "M10 3.2 17.6 16.4H2.4ZM10 8v3.6M10 13.9v.1",
  failed: "M5.5 5.5l9 9M14.5 5.5l-9 9",
  unknown: "M4 10h12",
  changed: "M3.5 7.5h12M12.5 4.5l3 3-3 3M16.5 13.5h-12M7.5 10.5l-3 3 3 3",
  needed: "M10 2.8a7.2 7.2 0 1 0 0 14.4a7.2 7.2 0 1 0 0-14.4M10 9.3v4.2M10 6.4v.1",
  copy: "M7 7h9v9H7ZM4 13V4h9",
  lock: "M5 9h10v7.5H5ZM7 9V6.5a3 3 0 0 1 6 0V9",
} as const;

export type IconName = keyof typeof ICONS;

/** A small drawing beside words that say the same. */
export function icon(name: IconName): Markup {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d="${trusted(ICONS[name])}" />
  </svg>`;
}
