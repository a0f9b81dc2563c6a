const DAY_MS = 24 * 60 * 60 * 1000;

/** A day as people write it, e.g. `21 November 2026`; in UTC, as all dates here. */
export function day(iso: string): string {
  return new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** A day with its time, e.g. `21 November 2026, 14:03 UTC`. */
export function moment(iso: string): string {
  return `${day(iso)}, ${iso.slice(11, 16)} UTC`;
}

/** The time so many days later. */
export function daysAfter(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * DAY_MS).toISOString();
}
