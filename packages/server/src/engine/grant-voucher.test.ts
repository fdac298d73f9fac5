import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeStore } from "../adapters/store/change-store.ts";
import { openStore, type Store } from "../adapters/store/open-store.ts";
import { voucherStore } from "../adapters/store/voucher-store.ts";
import { digest, ids } from "../adapters/token/ids.ts";
import { vault } from "../adapters/token/vault.ts";
import { dump } from "../testing/dump.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { nextRecord } from "./audit-chain.ts";
import { grantVoucher, plainCode } from "./grant-voucher.ts";
import { lapseVouchers } from "./lapse-vouchers.ts";
import type { ChangeStore } from "./ports.ts";

const AT = "2026-11-22T02:28:00.000Z";
const now = () => Date.parse(AT);
const key = randomBytes(32);
const plain = { seal: (text: string) => text, open: (text: string) => text };
const grant = {
  merchant: "m",
  shopper: "shopper-0042",
  amount: 5_000,
  currency: "CNY",
  validUntil: "2026-12-31T16:00:00.000Z",
  reference: "case_1",
  by: "su-he",
};

test.each([
  ["7k2m-94qf-oxzt-5rad", "7K2M-94QF-0XZT-5RAD"],
  [" 7K2M94QF 0XZT5RAL", "7K2M-94QF-0XZT-5RA1"],
  ["", ""],
])("%j is read as %j", (typed, code) => {
  expect(plainCode(typed)).toBe(code);
});

describe.each(PLACES)("a voucher given as goodwill, on %s", (_, open) => {
  let place: TestPlace;
  let store: Store;
  let changes: ChangeStore;
  const deps = { ids, digest, vault: vault([key]), now, live: { of: () => ({ compiled: { zone: "Asia/Shanghai" } }) } };

  beforeAll(async () => {
    place = await open();
    store = await openStore(place.place);
    changes = changeStore(store.db, plain, now, nextRecord(digest));
    await changes.createMerchant("m", AT);
  }, START_MS);
  afterAll(async () => {
    await store.close();
    await place.drop();
  });

  test("stands in the books from the day on which it is given, and no longer once it has run out unused", async () => {
    await changes.createMerchant("b", AT);
    const balances = async () => {
      const { rows } = await sql<{ account: string; amount: string }>`
        select account, sum(amount) as amount from posting where merchant_id = 'b' group by account`.execute(store.db);
      return Object.fromEntries(rows.map(({ account, amount }) => [account, Number(amount)]));
    };
    for (const [reference, validUntil] of [
      ["case_1", "2026-12-01T00:00:00.000Z"],
      ["case_2", "2026-12-31T00:00:00.000Z"],
    ] as const) {
      await changes.run("b", (change) =>
        grantVoucher(deps, change, { ...grant, merchant: "b", reference, validUntil }),
      );
    }
    expect(await balances()).toEqual({ compensation: 10_000, compensation_payable: -10_000 });

    const live = { ...deps.live, merchants: () => ["b"] };
    const lapse = (on: string) => lapseVouchers({ changes, live, now: () => Date.parse(on) });
    await lapse("2026-11-30T00:00:00.000Z");
    expect(await balances()).toEqual({ compensation: 10_000, compensation_payable: -10_000 });
    await lapse("2026-12-02T00:00:00.000Z");
    await lapse("2026-12-02T00:01:00.000Z");
    expect(await balances()).toEqual({ compensation: 5_000, compensation_payable: -5_000 });
  });

  test("is given once per reference, also under a changed master key, and told by its code only", async () => {
    const given = await changes.run("m", (change) => grantVoucher(deps, change, grant));
    expect(given!.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(await changes.run("m", (change) => grantVoucher(deps, change, grant))).toBeUndefined();
    const rotated = { ...deps, vault: vault([randomBytes(32), key]) };
    expect(await changes.run("m", (change) => grantVoucher(rotated, change, grant))).toBeUndefined();
    const other = await changes.run("m", (change) => grantVoucher(rotated, change, { ...grant, reference: "case_2" }));

    const vouchers = voucherStore(store.db);
    const found = await vouchers.byCode("m", digest(plainCode(given!.code.toLowerCase())));
    expect(found).toMatchObject({ id: given!.voucher.id, amount: 5_000, source: "goodwill", redeemedAt: null });
    expect(await vouchers.byCode("other", digest(given!.code))).toBeUndefined();
    const all = await vouchers.ofShopper("m", rotated.vault.shopperMarks("m", grant.shopper), 10);
    expect(all.map(({ id }) => id).sort()).toEqual([given!.voucher.id, other!.voucher.id].sort());
    expect(all.map(({ code }) => rotated.vault.open(code!))).toContain(given!.code);

    const rows = await dump(store.db);
    expect(rows).toContain("voucher.grant");
    expect(rows).not.toContain(given!.code);
    expect(rows).not.toContain(grant.shopper);
  });

  test("stays as it was given, is used once, and forgets whose it was", async () => {
    const given = await changes.run("m", (change) => grantVoucher(deps, change, { ...grant, reference: "case_3" }));
    const { id } = given!.voucher;
    const set = (values: object) => store.db.updateTable("voucher").set(values).where("id", "=", id).execute();
    await expect(set({ amount: 9_000_000 })).rejects.toThrow(/stays as it was given/);
    await changes.run("m", (change) => change.redeemVoucher(id, "order-1", AT));
    await expect(changes.run("m", (change) => change.redeemVoucher(id, "order-2", AT))).rejects.toThrow(/used once/);
    await expect(store.db.deleteFrom("voucher").where("id", "=", id).execute()).rejects.toThrow(/append-only/);

    await voucherStore(store.db).forget("2027-01-01T00:00:00.000Z");
    const row = await voucherStore(store.db).byCode("m", digest(given!.code));
    expect(row).toMatchObject({ code: null, shopper: null, redeemedFor: "order-1" });
  });
});
