import { check, clevertap, integrations } from "./check";

const notesOf = (text: string) => check(text).notes;

test("an absent integration is noted with the first step in the tool, and where the others are", () => {
  expect(notesOf(integrations(clevertap("ct", "absent: true")))).toEqual([
    expect.stringMatching(
      /^integrations\.ct is absent: before its access goes: .*select the connection ct, .*; all steps: npm run onramp -- tools clevertap$/,
    ),
  ]);
  expect(notesOf(integrations("fivetran: { catalog: c, absent: true }"))).toEqual([
    "integrations.fivetran is absent: before its access goes: Delete the connection in Fivetran; all steps: npm run onramp -- tools fivetran",
  ]);
});

test("entries that nothing uses are noted; those that are there already are not said to be created", () => {
  const text = `catalogs: { new: {}, old: { existing: old } }
warehouses: { new: {}, old: { existing: x } }
integrations: { kater: { read: [a] } }
`;
  expect(notesOf(text).filter((note) => note.includes("used by no"))).toEqual([
    "catalogs.new is used by no integration; it is created all the same",
    "catalogs.old is used by no integration",
    "warehouses.new is used by no integration; it is created all the same",
    "warehouses.old is used by no integration",
  ]);
});
