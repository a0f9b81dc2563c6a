#!/usr/bin/env node
// The one file that any version of Node must be able to read: plain ES5, and nothing is required before the checks.
"use strict";

var MINIMUM = [20, 19];

function isOld(version) {
  var parts = version.split(".");
  var major = Number(parts[0]);
  return major < MINIMUM[0] || (major === MINIMUM[0] && Number(parts[1]) < MINIMUM[1]);
}

function refuse(lines) {
  console.error(lines.join("\n"));
  process.exit(3);
}

function isInstalled() {
  try {
    require.resolve("tsx/cjs");
    require.resolve("commander");
    return true;
  } catch (error) {
    return !error;
  }
}

function install() {
  var path = require("path");
  var options = { cwd: path.join(__dirname, ".."), stdio: "inherit", shell: process.platform === "win32" };
  return require("child_process").spawnSync("npm", ["ci"], options).status === 0;
}

function start() {
  require("tsx/cjs");
  require("./cli/main.ts").main();
}

function offerInstall() {
  var advice = ["The packages are not installed.", "Run this in the project's folder, then try again:", "  npm ci"];
  if (!process.stdin.isTTY || !process.stderr.isTTY || process.env.CI) refuse(advice);
  var terminal = require("readline").createInterface({ input: process.stdin, output: process.stderr });
  terminal.question("The packages are not installed. Run npm ci now? [Y/n] ", function (answer) {
    terminal.close();
    if (!/^(y|yes|)$/i.test(answer.trim())) refuse(advice.slice(1));
    if (!install()) refuse(["npm ci failed: its own lines above say why."]);
    start();
  });
}

if (isOld(process.versions.node)) {
  refuse([
    "Onramp needs Node.js " + MINIMUM.join(".") + " or newer; this is " + process.versions.node + ".",
    "Install one from https://nodejs.org/ or with your version manager (nvm install 22, fnm install 22), then try again.",
  ]);
} else if (isInstalled()) {
  start();
} else {
  offerInstall();
}
