import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CheckReport } from "../../lib/check/report";
import { startSandbox } from "../../sandbox";
import { SITUATIONS, type Seen } from "./refusal-situations";

const run = promisify(execFile);

let seen: readonly Seen[];

beforeAll(async () => {
  const sandbox = await startSandbox({ provider: "registry" });
  try {
    const program = ["--import", "tsx", join(__dirname, "refusal-child.ts")];
    const { stdout } = await run(process.execPath, program, { env: { ...process.env, ...sandbox.environment } });
    seen = JSON.parse(stdout) as Seen[];
  } finally {
    await sandbox.close();
  }
});

const of = ({ test_results }: CheckReport, name: string) => test_results.find(({ test_name }) => test_name === name)!;

describe.each(SITUATIONS.map((situation, index) => [situation.title, situation, index] as const))(
  "%s",
  (_title, { probe, cause, fixes, mends = true }, index) => {
    test("is told as what it is, with what mends it", () => {
      const { report, fixes: printed } = seen[index]!;
      const { status, cause: said, message } = of(report, probe);
      expect(said).toMatch(cause);
      expect({ status, printed }).toEqual({
        status: "FAIL",
        printed: fixes.map((each) => expect.stringMatching(each) as string),
      });
      expect(said).not.toContain(message);
    });

    test("advises no grant of what the tool holds", () => {
      const { fixes: printed, held } = seen[index]!;
      for (const fix of printed) {
        const [, privilege, kind, name] = /^GRANT (.+) ON (\w+) (.+) TO `<tool>`$/.exec(fix) ?? [];
        if (name) expect(held).not.toContain(`<tool> ${privilege} ${kind} ${name.replaceAll("`", "")}`);
      }
    });

    if (mends) {
      test("is well after what was printed", () => {
        const { after } = seen[index]!;
        expect(of(after, probe).status).toBe("PASS");
      });
    }
  },
);
