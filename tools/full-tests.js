/**
 * `npm run test:full`: the tests that take long, `*.full.test.ts`, and no others. Arguments go on to Jest.
 *
 * A program and not a line of package.json, since shells set variables in different ways.
 */
const { spawnSync } = require("node:child_process");

const args = [require.resolve("jest/bin/jest"), "--testPathPatterns", "\\.full\\.test\\.ts$", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { stdio: "inherit", env: { ...process.env, ONRAMP_FULL: "1" } });
process.exitCode = status ?? 1;
