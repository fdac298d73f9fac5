import { expect, test } from "vitest";
import type { Back } from "../offer/index.ts";
import type { CompiledAdjustment } from "./compile.ts";
import { type Dated, whenBack } from "./when-back.ts";

const [D1, D2, D3, D4] = [1, 2, 3, 4].map((day) => `2026-12-0${day}T00:00:00.000Z`) as [string, string, string, string];
const at = (when: string): Back => ({ kind: "at", at: when });
const window = (from: string, until: string): Back => ({ kind: "window", from, until });
const word = (by: string): Back => ({ kind: "update_by", by });
const NEVER: Back = { kind: "none" };

const reason = (code: Dated["code"], more: Partial<Dated> = {}): Dated => ({ code, facts: {}, by: undefined, ...more });
const paused = (back: Back, code: Dated["code"] = "suspended") =>
  reason(code, { by: { adjustment: { back } } as CompiledAdjustment });
const opens = (when: string) => reason("outside_window", { reopensAt: Date.parse(when) });
const renews = (renews_at: string | null) => reason("quota_used_up", { facts: { renews_at } });
const ofCart = reason("amount_below_min", { facts: { min: 1, renews_at: D1 } });

test.each<[string, readonly Dated[], Back]>([
  ["as its adjustment says", [paused(at(D1))], at(D1)],
  ["in its window", [paused(window(D1, D2))], window(D1, D2)],
  ["not known yet, with the next word", [paused(word(D1))], word(D1)],
  ["never, where nothing is promised", [paused(NEVER)], NEVER],
  ["when its window opens", [opens(D1)], at(D1)],
  ["when its places are renewed", [renews(D1)], at(D1)],
  ["nobody knows when places are renewed", [renews(null)], NEVER],
  ["a cart has no date, whatever its facts", [ofCart], NEVER],
  ["when the last has gone", [paused(at(D1)), paused(at(D3)), opens(D2)], at(D3)],
  ["a time within a window is the window's later part", [paused(window(D1, D4)), opens(D2)], window(D2, D4)],
  ["a time after a window is the time", [paused(window(D1, D2)), opens(D3)], at(D3)],
  ["two windows", [paused(window(D1, D3)), paused(window(D2, D4))], window(D2, D4)],
  ["a cart beside a pause adds nothing", [paused(at(D2)), ofCart], at(D2)],
  [
    "one unknown end makes the whole unknown: the next word is the first",
    [paused(word(D3)), paused(at(D4)), paused(word(D2))],
    word(D2),
  ],
  ["a withdrawal never ends, whatever it says", [paused(at(D1), "withdrawn")], NEVER],
  ["nor does an end of the offer", [opens(D1), reason("no_longer_offered", { reopensAt: Date.parse(D2) })], NEVER],
  ["one that never ends, beside others", [paused(word(D1)), paused(NEVER), opens(D2)], NEVER],
])("%s", (_name, reasons, back) => {
  expect(whenBack(reasons)).toEqual(back);
});
