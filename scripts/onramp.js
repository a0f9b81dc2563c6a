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

/** In a clone the sources are there, and what was built of them may be older. */
function isBuilt() {
  var fs = require("fs");
  var path = require("path");
  var root = path.join(__dirname, "..");
  var built = fs.statSync(path.join(root, "dist", "built"), { throwIfNoEntry: false });
  if (!built) return false;
  if (!fs.existsSync(path.join(root, "tsconfig.build.json"))) return true;
  var SKIPPED = ["node_modules", "dist", "test"];
  // Folders too: their time tells that a file went away.
  function isOlder(file) {
    if (SKIPPED.indexOf(path.basename(file)) >= 0) return true;
    var found = fs.statSync(file);
    if (found.mtimeMs > built.mtimeMs) return false;
    if (!found.isDirectory()) return true;
    return fs.readdirSync(file).every(function (name) {
      return isOlder(path.join(file, name));
    });
  }
  var rooms = ["constructs", "lib", "profiles", "scripts", "stacks", "testing", "sandbox", "tsconfig.json"];
  return rooms.every(function (room) {
    return isOlder(path.join(root, room));
  });
}

function isInstalled(built) {
  try {
    if (!built) require.resolve("tsx/cjs");
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

function start(built) {
  if (!built) require("tsx/cjs");
  require(built ? "../dist/scripts/cli/main.js" : "./cli/main.ts").main();
}

function offerInstall() {
  var advice = ["The packages are not installed.", "Run this in the project's folder, then try again:", "  npm ci"];
  if (!process.stdin.isTTY || !process.stderr.isTTY || process.env.CI) refuse(advice);
  var terminal = require("readline").createInterface({ input: process.stdin, output: process.stderr });
  terminal.question("The packages are not installed. Run npm ci now? [Y/n] ", function (answer) {
    terminal.close();
    if (!/^(y|yes|)$/i.test(answer.trim())) refuse(advice.slice(1));
    if (!install()) refuse(["npm ci failed: its own lines above say why."]);
    start(false);
  });
}

if (isOld(process.versions.node)) {
  refuse([
    "Onramp needs Node.js " + MINIMUM.join(".") + " or newer; this is " + process.versions.node + ".",
    "Install one from https://nodejs.org/ or with your version manager (nvm install 22, fnm install 22), then try again.",
  ]);
} else {
  var built = isBuilt();
  if (isInstalled(built)) start(built);
  else offerInstall();
}
