import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** Checked by what makes it. */
const MADE = join(ROOT, "docs", "constructs-reference.md");

const pages = ["docs", "sandbox", "test", ".github", "."].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: folder === "docs", encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(ROOT, folder, name))
    .filter((page) => page !== MADE),
);

/** The anchor that a heading gets. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, "")
    .trim()
    .replaceAll(" ", "-");

const anchors = (page: string): string[] =>
  [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchor(heading));

test("every link of the documentation leads to a file that is there, and to a heading that it has", () => {
  const dead = pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => !/^(https?|mailto):/.test(link))
      .filter((link) => {
        const [path = "", heading] = link.split("#");
        const target = path === "" ? page : resolve(dirname(page), path);
        return (
          !existsSync(target) || (heading !== undefined && target.endsWith(".md") && !anchors(target).includes(heading))
        );
      })
      .map((link) => `${relative(ROOT, page)}: ${link}`),
  );
  expect(pages.length).toBeGreaterThan(20);
  expect(dead).toEqual([]);
});
