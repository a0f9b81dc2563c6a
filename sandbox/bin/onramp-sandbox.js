#!/usr/bin/env node
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const { version } = require("../package.json");

// In a clone there are the sources, which tsx compiles; what is installed has been compiled.
const isClone = existsSync(join(__dirname, "..", "index.ts"));
if (isClone) require("tsx/cjs");
require(isClone ? "../cli/main.ts" : "../dist/cli/main.js").main(version);
