/** A release as major, minor, patch; what follows a hyphen (`-beta1`) is left out. */
export type Version = readonly [major: number, minor: number, patch: number];

/** Oldest Terraform and OpenTofu the kit works with. */
export const MINIMUM: Version = [1, 10, 0];

/** Reads `1.11.4`, `v1.11.4` or `1.15.0-beta1`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?![\d.])/.exec(text.trim());
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** Negative when `a` is older than `b`, 0 when they are equal, positive when it is newer. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

export function showVersion(version: Version): string {
  return version.join(".");
}
