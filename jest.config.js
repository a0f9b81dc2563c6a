/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts", "<rootDir>/sandbox/test/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "<rootDir>/tsconfig.json", diagnostics: false }] },
  // @databricks/sql reaches uuid 13, which is ESM only; Jest loads CommonJS. The top-level uuid 11 has both.
  moduleNameMapper: { "^uuid$": require.resolve("uuid") },
  testTimeout: 30_000,
  // CI wants to know which suites take long.
  reporters: process.env.CI ? ["default", "<rootDir>/tools/seconds-reporter.js"] : ["default"],
};
