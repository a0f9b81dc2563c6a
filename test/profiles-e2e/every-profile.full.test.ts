import { PROFILES } from "../../profiles";
import { everyEntry } from "./every-entry";
import type { Tried } from "./mutations";
import { runInSandbox } from "./run-in-sandbox";

jest.setTimeout(240_000);

const EVERY = Object.keys(everyEntry());
/** Tools that get more where the metastore's privilege model is 1.1. */
const NEWER = EVERY.filter((name) => PROFILES.get(name)?.privileges.schemaFrom11);
const cases = [...EVERY.map((name) => ["1.0", name] as const), ...NEWER.map((name) => ["1.1", name] as const)];

let found: Readonly<Record<string, readonly Tried[]>>;

beforeAll(async () => {
  const [older, newer] = await Promise.all([
    runInSandbox<Tried[]>("every-profile-child"),
    runInSandbox<Tried[]>("every-profile-child", NEWER, { privilegeModel: "1.1" }),
  ]);
  found = { "1.0": older, "1.1": newer };
});

describe.each(cases)("on a metastore with privilege model %s, %s", (model, name) => {
  const tried = () => found[model]!.find((each) => each.name === name)!;

  test("does all that its tool does, can do nothing beyond, and holds exactly its privileges", () => {
    const { test_results } = tried().report;
    // The end of an OAuth secret cannot be read.
    const others = test_results.filter(({ test_name }) => test_name !== "credential");
    expect(others.filter(({ status }) => status !== "PASS")).toEqual([]);
  });

  test("fails without any one of its privileges, and the check names exactly that one", () => {
    const { mutations } = tried();
    expect(mutations.length).toBeGreaterThan(0);
    const wrong = mutations.filter(({ grant, named }) => named.length !== 1 || named[0] !== grant);
    expect(wrong).toEqual([]);
  });
});

test("with privilege model 1.1 tools that make views hold CREATE VIEW", () => {
  const grants = (name: string) =>
    found["1.1"]!.find((each) => each.name === name)!.mutations.map(({ grant }) => grant);
  for (const name of NEWER) expect(grants(name)).toContainEqual(expect.stringContaining("GRANT CREATE VIEW ON SCHEMA"));
});
