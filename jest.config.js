/** Ordinary runs leave out what takes long: `npm run test:full` runs it. */
const leftOut = process.env.ONRAMP_FULL === "1" ? [] : ["\\.full\\.test\\.ts$"];

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts", "<rootDir>/sandbox/test/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", ...leftOut],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/dist/", "<rootDir>/sandbox/dist/"],
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "<rootDir>/tsconfig.json", diagnostics: false }] },
  // @databricks/sql reaches uuid 13, which is ESM only; Jest loads CommonJS. The top-level uuid 11 has both.
  moduleNameMapper: { "^uuid$": require.resolve("uuid") },
  testTimeout: 30_000,
  // CI wants to know which suites take long.
  reporters: process.env.CI ? ["default", "<rootDir>/tools/seconds-reporter.js"] : ["default"],
};
