import { fdatasyncSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, expect, test, vi } from "vitest";
import { DurableFolder } from "./durable-folder.ts";

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  return { ...fs, fdatasyncSync: vi.fn(fs.fdatasyncSync) };
});

const folder = mkdtempSync(path.join(tmpdir(), "fenqi-durable-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the log is flushed once for each commit, and not for what wrote nothing", async () => {
  const files = new DurableFolder(path.join(folder, "pglite"));
  const database = await PGlite.create({ fs: files });
  await database.exec("create table t (n int)");
  const flushes = async (work: () => Promise<unknown>) => {
    const before = vi.mocked(fdatasyncSync).mock.calls.length;
    await work();
    return vi.mocked(fdatasyncSync).mock.calls.length - before;
  };

  expect(await flushes(() => database.query("insert into t values (0)"))).toBe(0);
  files.flushCommits();
  await database.query("select n from t");
  expect(await flushes(() => database.query("insert into t values (1)"))).toBe(1);
  expect(await flushes(() => database.query("select n from t"))).toBe(0);
  // A log file that is full is flushed together with the next.
  const many = await flushes(() => database.query("insert into t select generate_series(1, 400000)"));
  expect(many).toBeGreaterThan(1);
  expect(await flushes(() => database.query("select count(*) from t"))).toBe(0);
  await database.close();
});
