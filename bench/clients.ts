import { DuckDBInstance } from "@duckdb/node-api";
import { runCheck } from "../lib/check/run";
import { type IntegrationConfig, loadConfig } from "../lib/config";
import { stateLocation } from "../lib/terraform/state-location";
import { readStacks, type StackOutputs } from "../lib/terraform/outputs";
import { openSqlSession, type SqlSessionOptions } from "../lib/databricks/sql/session";
import { inTurn, median } from "./measure";
import { ms, printTable, ratio } from "./table";

/*
 * Run as a program of its own inside a sandbox on which the sample is deployed, because Node reads
 * NODE_EXTRA_CA_CERTS only when it starts: SQL clients against less than themselves.
 */
const QUERIES = 300;
const CHECKS = 15;

async function main(): Promise<void> {
  const { env } = process;
  const { config } = loadConfig({ cwd: process.cwd(), env });
  const { workspace } = stateLocation(config, env, process.cwd());
  const [stack] = await readStacks({
    outDir: env.CDKTF_OUTDIR!,
    terraform: env.TERRAFORM_BINARY_NAME!,
    env,
    workspace,
  });
  await selectOne(stack!);
  await check(stack!, config.integrations[0]!);
}

const sessionOf = ({ connections, secrets }: StackOutputs): SqlSessionOptions => {
  const [[name, { host, port, http_path: path }]] = [...connections] as [[string, never]];
  return { host, port, path, token: secrets.get(name)! };
};

async function selectOne(stack: StackOutputs): Promise<void> {
  const session = await openSqlSession(sessionOf(stack));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const [served, inProcess] = await inTurn(
    QUERIES,
    () => timed(() => session.query("SELECT 1")),
    () => timed(async () => (await connection.runAndReadAll("SELECT 1")).getRowObjects()),
  );
  await session.close();
  connection.closeSync();
  instance.closeSync();
  printTable(
    `SELECT 1 on an open session, median of ${QUERIES}`,
    ["", "driver + sandbox", "DuckDB in process", "sandbox/DuckDB"],
    [["SELECT 1", ms(median(served)), ms(median(inProcess)), ratio(median(served), median(inProcess))]],
  );
}

/** The check against the bare driver that runs the statements the check ran. */
async function check(stack: StackOutputs, { name, profile }: IntegrationConfig): Promise<void> {
  const connection = stack.connections.get(name)!;
  const secret = stack.secrets.get(name)!;
  const canary = { catalog: "sandbox", schema: "canary", table: "secret" };
  let statements: string[] = [];
  const recorded = async (options: SqlSessionOptions) => {
    statements = [];
    const session = await openSqlSession(options);
    return {
      query: (statement: string, signal?: AbortSignal) => {
        statements.push(statement);
        return session.query(statement, signal);
      },
      close: () => session.close(),
    };
  };
  const asCheck = () => timed(() => runCheck({ connection, secret, profile, canary, openSession: recorded }));
  const asDriver = () =>
    timed(async () => {
      const session = await openSqlSession(sessionOf(stack));
      for (const statement of statements) await session.query(statement).catch(() => {}); // Some must be refused.
      await session.close();
    });
  await asCheck();
  await asDriver();
  const [checks, drivers] = await inTurn(CHECKS, asCheck, asDriver);
  printTable(
    `Check of ${name}, warehouse running, median of ${CHECKS}`,
    ["statements", "check", "bare driver", "check/driver"],
    [[String(statements.length), ms(median(checks)), ms(median(drivers)), ratio(median(checks), median(drivers))]],
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

void main();
