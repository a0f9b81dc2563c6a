import { existsSync } from "node:fs";
import { MINIMUM, showVersion } from "./version";

const SCRIPT = "https://get.opentofu.org/install-opentofu.sh";

/** Package managers of Linux in the order they are looked for, with the way to OpenTofu through each. */
const LINUX: readonly { readonly program: string; readonly commands: readonly string[] }[] = [
  { program: "/usr/bin/apt-get", commands: installScript("deb") },
  { program: "/usr/bin/dnf", commands: installScript("rpm") },
  { program: "/usr/bin/zypper", commands: installScript("rpm") },
  { program: "/sbin/apk", commands: installScript("apk") },
];

function installScript(method: string): string[] {
  return [
    `curl --proto '=https' --tlsv1.2 -fsSL ${SCRIPT} -o install-opentofu.sh`,
    `sh install-opentofu.sh --install-method ${method}`,
  ];
}

/**
 * What to type on this system to get a tool the kit can use.
 *
 * @see https://opentofu.org/docs/intro/install/
 * @see https://developer.hashicorp.com/terraform/install
 */
export function installAdvice(platform: NodeJS.Platform = process.platform, exists = existsSync): string[] {
  return [
    `Install OpenTofu or Terraform ${showVersion(MINIMUM)} or newer, for example:`,
    ...commands(platform, exists).map((line) => `  ${line}`),
    "or download it: https://opentofu.org/docs/intro/install/ or https://developer.hashicorp.com/terraform/install",
    "One that is not on the PATH is named by TERRAFORM_BINARY_NAME=/path/to/tofu.",
  ];
}

function commands(platform: NodeJS.Platform, exists: (path: string) => boolean): readonly string[] {
  if (platform === "darwin") return ["brew install opentofu"];
  if (platform === "win32") return ["winget install --exact --id=OpenTofu.Tofu"];
  const manager = LINUX.find((candidate) => exists(candidate.program));
  return manager?.commands ?? installScript("standalone");
}
