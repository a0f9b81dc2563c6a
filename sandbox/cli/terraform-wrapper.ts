import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a program that runs Terraform deaf to the end of its terminal, and gives its path.
 *
 * cdktf runs Terraform in a pseudo terminal of its own and ends at once when it is interrupted; the terminal ends with
 * it, and SIGHUP would kill Terraform between creating something and noting it in the state. Deaf to that, it brings
 * what it does to an end, and the next deploy goes on from there.
 *
 * @param folder goes with the sandbox
 * @param terraform path of the real program; also the answer on Windows, which has no SIGHUP
 */
export function wrapTerraform(folder: string, terraform: string): string {
  if (process.platform === "win32") return terraform;
  const wrapper = join(folder, "terraform-program");
  const quoted = `'${terraform.replaceAll("'", "'\\''")}'`;
  writeFileSync(wrapper, `#!/bin/sh\ntrap '' HUP\nexec ${quoted} "$@"\n`, { mode: 0o700 });
  return wrapper;
}
