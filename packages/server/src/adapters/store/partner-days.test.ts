import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepPartnerMinutes } from "../../engine/keep-partner-minutes.ts";
import type { MinuteRow } from "../../engine/ports.ts";
import { PLACES, START_MS, type TestPlace } from "../../testing/places.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";
import { partnerStore } from "./partner-store.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-30T09:30:00Z");
const line = { partner: "bank", method: "card_instalments" } as const;
const ago = (days: number, minutes = 0) => new Date(NOW - days * DAY + minutes * 60_000).toISOString();

describe.each(PLACES)("a partner's days, on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;
  beforeAll(async () => {
    place = await open();
    server = await testServer(place);
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  test("stand for the minutes that were forgotten, and add up to the same", async () => {
    const store = partnerStore(server.store.db);
    const row = (minute: string, calls: number, p50Ms: number, p95Ms: number, operation = "authorise"): MinuteRow =>
      ({
        merchant: server.merchant,
        ...line,
        operation,
        minute,
        calls,
        declines: 1,
        errors: 2,
        p50Ms,
        p95Ms,
      }) as MinuteRow;
    await store.appendMinutes("a", [
      row(ago(45), 10, 100, 200),
      row(ago(45, 1), 30, 200, 400),
      row(ago(45, 1), 5, 100, 100, "look_up"),
      row(ago(29), 7, 50, 60),
      row(ago(0, -5), 3, 50, 60),
    ]);
    await store.appendMinutes("b", [row(ago(45, 1), 20, 300, 900)]);
    const of = (days: number, seconds: number) => store.history(server.merchant, line, ago(days), seconds);
    const before = await of(90, 86_400);
    const counts = {
      takeMinutes: () => [row(ago(0, -1), 4, 50, 60)],
    } as unknown as Parameters<typeof keepPartnerMinutes>[1];
    // Two processes fold side by side; a minute is in one day once.
    await Promise.all(["a", "b"].map((process) => keepPartnerMinutes(store, counts, () => NOW, process)()));
    const after = await of(90, 86_400);
    const rounded = ({ stretches }: typeof before) =>
      stretches.slice(0, 2).map((each) => ({ ...each, p50Ms: each.p50Ms.toFixed(6) }));
    expect(rounded(after)).toEqual(rounded(before));
    expect(after.stretches[0]).toMatchObject({ calls: 65, declines: 4, errors: 8, p95Ms: 900 });
    expect(after.stretches.at(-1)!.calls).toBe(before.stretches.at(-1)!.calls + 8);
    expect(after.operations.find(({ operation }) => operation === "look_up")).toMatchObject({ calls: 5 });
    expect((await store.minutes(server.merchant, ago(90))).map(({ minute }) => minute.slice(0, 10))).not.toContain(
      ago(45).slice(0, 10),
    );
    expect(await server.store.db.selectFrom("partner_day").selectAll().execute()).toHaveLength(2);
    await store.foldMinutesBefore(ago(30), ago(40));
    expect((await of(90, 86_400)).stretches[0]!.calls).toBe(7);
  });
});
