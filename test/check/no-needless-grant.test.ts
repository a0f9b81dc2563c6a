import fc from "fast-check";
import { diagnose, StatementError } from "../../lib/check/diagnosis";
import { covers } from "../../lib/check/diagnosis/covers";
import type { Circumstances, Defined, HeldGrant } from "../../lib/check/diagnosis/symptom";
import { expectedPrivileges } from "../../lib/access/expected-privileges";
import { ServiceError } from "../../lib/databricks/http/service-error";
import { PRIVILEGES } from "../../lib/databricks/privilege";
import { fullName, parseSecurable, type Securable } from "../../lib/databricks/securable";
import { computeOf } from "../../lib/terraform/compute";
import { PROFILES } from "../../profiles";
import { CONNECTION, PRINCIPAL } from "../support/stand-in-workspace";

const name = fc.constantFrom("cat", "src", "sch", "mart", "t", "v");
const place: fc.Arbitrary<Securable> = fc
  .tuple(name, name, name, fc.integer({ min: 1, max: 3 }))
  .map(([a, b, c, parts]) => parseSecurable([a, b, c].slice(0, parts).join(".")));
const privilege = fc.constantFrom(...PRIVILEGES);
const heldPrivilege = fc.oneof(privilege, fc.constantFrom("ALL_PRIVILEGES", "REFRESH"));
const held: fc.Arbitrary<HeldGrant> = fc.record({ privilege: heldPrivilege, on: place });
const kindWord = (on: Securable) => (on.table ? "Table" : on.schema ? "Schema" : "Catalog");

/** What the service says: a privilege with its object, nothing in particular, or that something is not there. */
const said = fc.oneof(
  fc
    .tuple(privilege, place)
    .map(([what, on]) => `User does not have ${what.replaceAll("_", " ")} on ${kindWord(on)} '${fullName(on)}'.`),
  fc.tuple(place).map(([on]) => `User is not an owner of ${kindWord(on)} '${fullName(on)}'.`),
  fc
    .tuple(place)
    .map(
      ([on]) =>
        `[TABLE_OR_VIEW_NOT_FOUND] The table or view \`${fullName(on).replaceAll(".", "`.`")}\` cannot be found.`,
    ),
  fc.constant("PERMISSION_DENIED"),
);

const defined: fc.Arbitrary<Defined> = fc.record({
  on: place,
  kind: fc.constantFrom("view", "materialized view", "function", "table"),
  owner: fc.constantFrom("ann@example.com", "admins"),
  uses: fc.array(place, { maxLength: 3 }),
  filters: fc.array(fc.constant("src.sch.f"), { maxLength: 1 }),
});

const tools = fc.constantFrom("clevertap", "generic-reader", "immuta", "fivetran");

test("no GRANT to the tool is printed for a right that SHOW GRANTS lists as held", () => {
  let grants = 0;
  fc.assert(
    fc.property(
      fc.constantFrom("privilege" as const, "missing-object" as const),
      said,
      fc.option(fc.record({ privilege, on: place }), { nil: undefined }),
      fc.array(held, { maxLength: 8 }),
      fc.option(defined, { nil: undefined }),
      tools,
      (kind, text, need, rights, made, tool) => {
        const profile = PROFILES.get(tool)!;
        const connection = { ...CONNECTION, tool, read: ["src.mart", "src.sch.t"] };
        const circumstances: Circumstances = {
          connection,
          profile,
          compute: computeOf(connection),
          expected: expectedPrivileges(connection, profile),
          external: false,
          signedIn: true,
        };
        const error = new StatementError(new ServiceError(text, { kind }), need);
        const { fix } = diagnose(error, circumstances, { held: rights, defined: made })!;
        for (const [, what = "", on = "", to] of fix.matchAll(/^GRANT ([A-Z ]+) ON \w+ (\S+) TO `(.*)`$/gm)) {
          if (to !== PRINCIPAL) continue;
          grants++;
          const printed = {
            privilege: PRIVILEGES.find((each) => each === what.replaceAll(" ", "_"))!,
            on: parseSecurable(on.replaceAll("`", "")),
          };
          expect(rights.filter((each) => covers(each, printed))).toEqual([]);
        }
      },
    ),
    { numRuns: 3000, seed: 42 },
  );
  // It says nothing where nothing is printed.
  expect(grants).toBeGreaterThan(300);
});
