import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { START_MS } from "../../testing/places.ts";
import { openStore } from "./open-store.ts";

test("a first start that was cut short is begun again, and what was kept after it stays", {
  timeout: START_MS,
}, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-first-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const half = path.join(folder, "pglite");
  mkdirSync(half);
  writeFileSync(path.join(half, "PG_VERSION"), "17");
  writeFileSync(`${half}.unfinished`, "");

  const first = await openStore({ kind: "embedded", folder });
  await sql`create table kept as select 7 as n`.execute(first.db);
  await first.close();
  expect(existsSync(`${half}.unfinished`)).toBe(false);

  const second = await openStore({ kind: "embedded", folder });
  const { rows } = await sql<{ n: number }>`select n from kept`.execute(second.db);
  await second.close();
  expect(rows).toEqual([{ n: 7 }]);
});
