/**
 * What a project's own tests need: an embedded workspace in the test's process, to deploy to and to look into.
 *
 * @see docs/package.md
 */
export { startSandbox, type Sandbox, type SandboxOptions } from "../sandbox";
