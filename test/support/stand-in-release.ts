import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveName, target, type Release } from "../../lib/terraform/tool/release";

export const VERSION = "1.12.6";
export const SUMS = `/v${VERSION}/tofu_${VERSION}_SHA256SUMS`;
export const ARCHIVE = `/v${VERSION}/${archiveName({ version: VERSION, sumsSha256: "" }, target())}`;

export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), "onramp-toolchain-"));
}

/** Writes a program that prints `line` for `version`, as the tools do. */
export function writeTool(folder: string, name: string, line: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho "${line}"\n`);
  chmodSync(path, 0o755);
  return path;
}

export interface Site {
  readonly mirror: string;
  readonly release: Release;
  /** Paths asked for so far. */
  readonly requests: string[];
  /** Replaces the answer to one path. */
  answer(path: string, listener: RequestListener): void;
  close(): Promise<void>;
}

/** A download site on loopback with one release of a tool that prints `line`. */
export async function startSite(line = `OpenTofu v${VERSION}`): Promise<Site> {
  const folder = scratchFolder();
  writeTool(folder, "tofu", line);
  execFileSync("tar", ["-czf", join(folder, "archive"), "-C", folder, "tofu"]);
  const archive = readFileSync(join(folder, "archive"));
  rmSync(folder, { recursive: true });
  const sums = `${"0".repeat(64)}  other.zip\n${sha256(archive)}  ${ARCHIVE.split("/").at(-1)}\n`;

  const requests: string[] = [];
  const answers = new Map<string, RequestListener>([
    [SUMS, (_request, response) => response.end(sums)],
    [ARCHIVE, (_request, response) => response.end(archive)],
  ]);
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push(path);
    const answer = answers.get(path);
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    mirror: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    release: { version: VERSION, sumsSha256: sha256(sums) },
    requests,
    answer: (path, listener) => void answers.set(path, listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
