/**
 * Which room may import which; what CONTRIBUTING.md says under "Where things are". A room that is not named here imports
 * nothing of the kit but itself.
 */
const MAY = {
  profiles: ["lib/databricks"],
  constructs: ["lib/databricks", "lib/access", "lib/report", "lib/terraform"],
  stacks: ["constructs", "profiles", "lib"],
  scripts: ["stacks", "constructs", "profiles", "lib", "sandbox"],
  testing: ["sandbox"],
  "lib/report": [],
  "lib/databricks": ["lib/report"],
  "lib/config": ["lib/databricks", "lib/report", "profiles"],
  "lib/terraform": ["lib/config", "lib/databricks", "lib/report"],
  "lib/access": ["lib/config", "lib/databricks", "lib/terraform", "profiles"],
  "lib/credentials": ["lib/databricks"],
  "lib/unmanaged": ["lib/access", "lib/config", "lib/credentials", "lib/databricks", "lib/terraform", "profiles"],
  "lib/check": ["lib/access", "lib/databricks", "lib/report", "lib/terraform", "profiles"],
  "lib/forms": ["lib/access", "lib/check", "lib/databricks", "lib/report", "lib/terraform", "profiles"],
};

/** Everybody may know the package's own folder and version, how its commands are typed, and how to load late. */
const ALWAYS = ["lib/package\\.ts", "lib/command-line\\.ts", "lib/lazy\\.ts"];

const rooms = Object.entries(MAY).map(([room, others]) => ({
  name: `${room}-imports`,
  severity: "error",
  comment: `${room}/ may import ${others.join(", ") || "nothing else of the kit"}`,
  from: { path: `^${room}/` },
  to: {
    path: "^(lib|scripts|stacks|constructs|profiles|sandbox|testing|test|bench|tools)/",
    pathNot: [room, ...others].map((each) => `^${each}/`).concat(ALWAYS.map((each) => `^${each}$`)),
  },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...rooms,
    {
      name: "sandbox-knows-nothing-of-the-kit",
      severity: "error",
      from: { path: "^sandbox/(?!test/)" },
      to: { path: "^(lib|scripts|stacks|constructs|profiles|testing|test|bench|tools)/" },
    },
    {
      name: "config-without-cdktf",
      severity: "error",
      comment: "what reads onramp.yaml and knows the tools works without cdktf",
      from: { path: "^(lib|profiles)/" },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    exclude: { path: "(cdktf\\.out|coverage|dist)/" },
  },
};
