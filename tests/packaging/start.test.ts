import { statSync, utimesSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneRepository, endGroup, freePort, plainEnvironment, type Running, ready, start } from "./clone.ts";

const INSTALL_MS = 240_000;
const READY_MS = 60_000;
const { folder, remove } = cloneRepository();
const running: Running[] = [];
let port: number;

const npmStart = (env: Record<string, string>) => {
  const started = start("npm", ["start"], folder, plainEnvironment(env));
  running.push(started);
  return started;
};
const fenqi = (args: readonly string[], env: Record<string, string> = {}) => {
  const ran = start("node", ["bin/fenqi.mjs", ...args], folder, plainEnvironment(env));
  return ran.ended.then((code) => ({ code, said: ran.said() }));
};
const url = () => `http://127.0.0.1:${port}`;

beforeAll(async () => {
  port = await freePort();
});

afterAll(() => {
  running.forEach(endGroup);
  remove();
});

test("a fresh clone installs, builds, starts, and tells its addresses", {
  timeout: INSTALL_MS + READY_MS,
}, async () => {
  const first = npmStart({ PORT: String(port) });
  await expect.poll(() => first.said(), { timeout: INSTALL_MS, interval: 200 }).toMatch(/added \d+ packages/);
  await ready(url(), first, READY_MS);
  await expect.poll(() => first.said()).toContain(`http://localhost:${port}/`);
  expect(first.said()).toContain("pk_test_demo");

  const page = await fetch(`${url()}/`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('lang="zh-CN"');
});

test("it tells of the days before: what was bought this morning is there", async () => {
  const key = { headers: { authorization: "Bearer sk_test_demo" } };
  const found = async () => (await (await fetch(`${url()}/v1/plans?order_ref=HT-1028-21077`, key)).json()).items.length;
  await expect.poll(found, { timeout: READY_MS }).toBe(1);
});

test("the command line speaks to it, and what it changes is in the next quote", async () => {
  const env = { FENQI_URL: url() };
  const before = await fenqi(["quote", "--amount", "4999.00", "--json"], env);
  expect(before.code).toBe(0);
  const [{ id, partner, count }] = JSON.parse(before.said).options.filter((o: { count: number }) => o.count > 1);
  const scope = ["--partner", partner.id, "--count", String(count)];
  const words = ["--zh", "暂不可用：升级中", "--en", "Not available now: upgrade"];
  const paused = await fenqi(
    ["adjust", "suspend", ...scope, "--cause", "maintenance", "--back", "none", ...words],
    env,
  );
  expect(paused.said).toContain("suspend  active");

  const after = JSON.parse((await fenqi(["quote", "--amount", "4999.00", "--json"], env)).said);
  const missing = after.missing.find((way: { offer: string }) => way.offer === id);
  expect(missing.causes[0].explanation.text).toBe("暂不可用：升级中");
});

test("what was built runs, until a source changes", async () => {
  const script = `import("./scripts/program.mjs").then((m) => process.stdout.write(m.commandLine()))`;
  const program = async () => {
    const asked = start("node", ["--eval", script], folder, plainEnvironment());
    await asked.ended;
    return path.relative(folder, asked.said());
  };
  expect(await program()).toBe("packages/server/dist/program/cli.js");
  const source = path.join(folder, "packages/core/src/money/fixed.ts");
  const { atime, mtime } = statSync(source);
  utimesSync(source, new Date(), new Date());
  expect(await program()).toBe("packages/server/src/cli/main.ts");
  utimesSync(source, atime, mtime);
});

test("a second process on the same data refuses, and says who has it", { timeout: READY_MS }, async () => {
  const second = npmStart({ PORT: String(await freePort()) });
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/is in use by process \d+/);
  expect(second.said()).not.toMatch(/\n\s+at /);
});

test("SIGTERM stops it in ten seconds; the next start keeps the data", { timeout: 2 * READY_MS }, async () => {
  const [first] = running;
  const since = Date.now();
  process.kill(-first!.process.pid!, "SIGTERM");
  await first!.ended;
  await expect.poll(() => fetch(`${url()}/health/live`).catch(() => "gone"), { timeout: 10_000 }).toBe("gone");
  expect(Date.now() - since).toBeLessThan(11_000);

  const again = npmStart({ PORT: String(port) });
  await ready(url(), again, READY_MS);
  expect(again.said()).not.toContain("added ");
  const listed = await fenqi(["adjust", "list"], { FENQI_URL: url() });
  expect(listed.said).toContain("暂不可用：升级中");
  process.kill(-again.process.pid!, "SIGTERM");
  await again.ended;
});

test("a port that is taken is named", { timeout: READY_MS }, async () => {
  const holder = createServer();
  const taken = await new Promise<number>((resolve) => {
    holder.listen(0, "127.0.0.1", () => resolve((holder.address() as { port: number }).port));
  });
  const late = npmStart({ PORT: String(taken) });
  expect(await late.ended).toBe(1);
  expect(late.said()).toContain(`Port ${taken} is in use`);
  holder.close();
});
