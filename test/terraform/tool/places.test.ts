import { cacheFolder } from "../../../lib/terraform/tool/cache";
import { installAdvice } from "../../../lib/terraform/tool/install-advice";
import { archiveName, RELEASE, releaseUrl, target } from "../../../lib/terraform/tool/release";
import { compareVersions, parseVersion } from "../../../lib/terraform/tool/version";

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ["linux", { HOME: "/home/me" }, "/home/me/.cache/onramp-for-databricks"],
  ["linux", { HOME: "/home/me", XDG_CACHE_HOME: "/cache" }, "/cache/onramp-for-databricks"],
  ["linux", { HOME: "/home/me", XDG_CACHE_HOME: "relative" }, "/home/me/.cache/onramp-for-databricks"],
  ["darwin", { HOME: "/Users/me", XDG_CACHE_HOME: "/cache" }, "/Users/me/Library/Caches/onramp-for-databricks"],
  ["win32", { LOCALAPPDATA: "/c/local" }, "/c/local/onramp-for-databricks"],
])("the cache of %s with %j is %s", (platform, env, folder) => {
  expect(cacheFolder(env, platform)).toBe(folder);
});

test.each<[NodeJS.Platform, string, string]>([
  ["darwin", "", "brew install opentofu"],
  ["win32", "", "winget install --exact --id=OpenTofu.Tofu"],
  ["linux", "/usr/bin/apt-get", "--install-method deb"],
  ["linux", "/usr/bin/dnf", "--install-method rpm"],
  ["linux", "/sbin/apk", "--install-method apk"],
  ["linux", "", "--install-method standalone"],
])("tells people on %s with %j to install by %s", (platform, program, command) => {
  const advice = installAdvice(platform, (path) => path === program).join("\n");
  expect(advice).toContain(command);
  expect(advice).toContain("https://opentofu.org/docs/intro/install/");
});

test("builds the addresses of the release from system and processor", () => {
  expect(releaseUrl(RELEASE, archiveName(RELEASE, target("darwin", "arm64")), {}).href).toBe(
    "https://github.com/opentofu/opentofu/releases/download/v1.12.6/tofu_1.12.6_darwin_arm64.tar.gz",
  );
});

test("refuses a system there is no release for", () => {
  expect(() => target("aix", "ppc64")).toThrow("There is no OpenTofu to fetch for aix on ppc64");
});

test.each([
  ["1.9.9", "1.10.0", -1],
  ["1.10.0", "v1.10.0", 0],
  ["1.11.0-rc1", "1.10.5", 1],
  ["2.0.0", "1.99.99", 1],
])("compares %s with %s", (a, b, order) => {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  expect(left !== undefined && right !== undefined && Math.sign(compareVersions(left, right))).toBe(order);
});

test.each(["", "1.10", "latest", "1.2.3.4"])("takes %j for no version", (text) => {
  expect(parseVersion(text)).toBeUndefined();
});
