import { isLoopback } from "../../databricks/host";
import { installYourself, ToolchainError } from "./errors";

/** A release of OpenTofu as its download site publishes it. */
export interface Release {
  /** e.g. `1.12.6`. */
  readonly version: string;
  /** SHA-256 of the release's own `SHA256SUMS` file, in hex. */
  readonly sumsSha256: string;
}

/**
 * The release that is fetched when there is no tool.
 *
 * Checksums from the site that also gives the archive would prove only that nothing was damaged on the way. So the
 * checksum file itself is pinned here, which makes a release that was replaced later be refused;
 * docs/toolchain.md says where the value comes from.
 */
export const RELEASE: Release = {
  version: "1.12.6",
  sumsSha256: "6988e0cb8f4e9ebfa3b0999e44841549741b22d9b38873cb5b89074f1cddcb1c",
};

const SITE = "https://github.com/opentofu/opentofu/releases/download";
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "darwin", win32: "windows" };
const PROCESSORS: Partial<Record<NodeJS.Architecture, string>> = { x64: "amd64", arm64: "arm64" };

/** `linux_amd64` and the like. @throws ToolchainError where OpenTofu publishes nothing for this system. */
export function target(platform: NodeJS.Platform = process.platform, arch: NodeJS.Architecture = process.arch): string {
  const system = SYSTEMS[platform];
  const processor = PROCESSORS[arch];
  if (system === undefined || processor === undefined || (system === "windows" && processor === "arm64")) {
    throw installYourself(`There is no OpenTofu to fetch for ${platform} on ${arch}.`);
  }
  return `${system}_${processor}`;
}

/** Name of the archive for one target. */
export function archiveName(release: Release, forTarget: string): string {
  return `tofu_${release.version}_${forTarget}.tar.gz`;
}

/**
 * Where the files of a release lie; `ONRAMP_TOFU_MIRROR` replaces the site with a mirror of the same layout
 * (`BASE/v1.12.6/tofu_1.12.6_…`). The pinned checksum holds for mirrors, too.
 *
 * @throws ToolchainError for a mirror that is no https URL; plain http is for loopback only.
 */
export function releaseUrl(release: Release, file: string, env: NodeJS.ProcessEnv): URL {
  const mirror = env.ONRAMP_TOFU_MIRROR;
  const base = mirror === undefined || mirror === "" ? SITE : mirror;
  const address = `${base.replace(/\/+$/, "")}/v${release.version}/${file}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !isTrustedTransport(url) || url.username !== "" || url.password !== "") {
    throw new ToolchainError("ONRAMP_TOFU_MIRROR is no https URL without user and password.", [
      `Set it to a mirror of ${SITE}, or unset it.`,
    ]);
  }
  return url;
}

/** https, or http that does not leave this machine. */
export function isTrustedTransport(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}
