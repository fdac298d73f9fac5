import { expect, test } from "vitest";
import type { Component } from "./components.ts";
import type { PartnerWatch } from "./ports.ts";
import { servicesOf } from "./services.ts";

const EARLY = "2026-11-22T02:00:00.000Z";
const LATE = "2026-11-22T02:20:00.000Z";
const components = [{ partner: { id: "qinghe" }, method: "store_instalments" }] as unknown as Component[];
const watch = (state: PartnerWatch["state"], since = LATE, partner = "qinghe") =>
  ({ partner, method: "store_instalments", state, since }) as PartnerWatch;
const calm = { quotesFailingSince: null, notRecordingSince: null, watches: [watch("closed")], components };
const of = (trouble: Partial<Parameters<typeof servicesOf>[0]>) =>
  servicesOf({ ...calm, ...trouble }).map(({ state, since }) => (state === "normal" ? null : since));

test("what is undisturbed is normal, since no particular time", () => {
  expect(servicesOf(calm)).toEqual([
    { id: "checkout_quotes", state: "normal", since: null },
    { id: "payments_and_refunds", state: "normal", since: null },
  ]);
});

test.each([
  ["quotes that fail disturb quotes alone", { quotesFailingSince: LATE }, [LATE, null]],
  [
    "what cannot be recorded disturbs payments alone: quotes need no database",
    { notRecordingSince: LATE },
    [null, LATE],
  ],
  ["a connection that does not answer", { watches: [watch("open")] }, [null, LATE]],
  ["one that answers again", { watches: [watch("probing")] }, [null, null]],
  ["one that the catalogue has no more", { watches: [watch("open", LATE, "gone")] }, [null, null]],
  ["several troubles: since the first", { notRecordingSince: LATE, watches: [watch("open", EARLY)] }, [null, EARLY]],
] as const)("%s", (_, trouble, since) => {
  expect(of(trouble)).toEqual(since);
});
