import { formatInstant } from "@fenqi/core/calendar";
import type { CaseDeps } from "./case-deps.ts";
import { type CaseCommand, changeCase, entry } from "./change-case.ts";
import { grantVoucher } from "./grant-voucher.ts";
import type { CaseGoodwill, CaseRow, Change, OnceOutcome, WholeCase } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import type { SupportPolicy } from "./support-policy.ts";
import { tellShopper } from "./tell-shopper.ts";

type Given = Promise<OnceOutcome<Result<WholeCase>>>;

/** What one person may still give for this case, in minor units: the limit less what was given or is asked. */
export function goodwillLeft(policy: SupportPolicy, currency: string, given: readonly CaseGoodwill[]): number {
  const counted = given.filter((each) => each.currency === currency && each.state !== "refused");
  const sum = counted.reduce((total, { amount }) => total + amount, 0);
  return Math.max(0, (policy.goodwill_limits[currency] ?? 0) - sum);
}

export interface AskGoodwill extends CaseCommand {
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  readonly reason: string;
}

/** Gives something for a case: at once within one person's limit for it, else once another person agrees. */
export function askGoodwill(deps: CaseDeps, command: AskGoodwill): Given {
  const { by, currency, amount, reason } = command;
  return changeCase(deps, command, "goodwill", async ({ change, whole: { row, goodwill }, at, nowMs }) => {
    if (row.state === "closed") return refuse({ code: "move_not_allowed", state: row.state });
    const withinLimit = amount <= goodwillLeft(deps.support, currency, goodwill);
    const state = withinLimit ? "granted" : "waiting";
    const id = deps.ids.goodwill(nowMs);
    const asked = { id, currency, amount, state, withinLimit, askedBy: by, askedAt: at } as const;
    const undecided: CaseGoodwill = { ...asked, decidedBy: null, decidedAt: null, voucher: null };
    const voucher = withinLimit ? await give(deps, change, command, row, undecided) : null;
    await change.saveGoodwill(row.id, { ...undecided, voucher });
    const facts = { goodwill: id, currency, amount };
    await change.appendCaseEntry(row.id, entry(`goodwill_${state}`, by, at, facts, deps.vault.seal(reason)));
    if (withinLimit) await tellShopper(change, row, "goodwill", at);
    return done({ ...facts, goodwill_state: state });
  });
}

export interface DecideGoodwill extends CaseCommand {
  readonly goodwill: string;
  readonly decision: "granted" | "refused";
  readonly note: string;
}

/** Grants or refuses what is above one person's limit. Whoever asked may do neither, with whatever key. */
export function decideGoodwill(deps: CaseDeps, command: DecideGoodwill): Given {
  const { by, decision, note } = command;
  return changeCase(deps, command, `goodwill_${decision}`, async ({ change, whole: { row, goodwill }, at }) => {
    const asked = goodwill.find(({ id }) => id === command.goodwill);
    if (!asked) return refuse({ code: "not_found" });
    if (asked.state !== "waiting") return refuse({ code: "move_not_allowed", state: asked.state });
    if (asked.askedBy === by) return refuse({ code: "four_eyes" });
    const voucher = decision === "granted" ? await give(deps, change, command, row, asked) : null;
    await change.saveGoodwill(row.id, { ...asked, state: decision, decidedBy: by, decidedAt: at, voucher });
    const { id, currency, amount } = asked;
    const facts = { goodwill: id, currency, amount };
    await change.appendCaseEntry(row.id, entry(`goodwill_${decision}`, by, at, facts, deps.vault.seal(note)));
    if (decision === "granted") await tellShopper(change, row, "goodwill", at);
    return done({ ...facts, goodwill_state: decision });
  });
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Gives the voucher, in the same change. It is the shopper's of the quote where the store named them, else the case's own:
 * its code stands on the case's page either way.
 */
async function give(
  deps: CaseDeps,
  change: Change,
  { by, once: { merchant } }: CaseCommand,
  { id, quote }: CaseRow,
  { id: reference, amount, currency }: CaseGoodwill,
): Promise<NonNullable<CaseGoodwill["voucher"]>> {
  const shopper = (quote && deps.tokens.open(merchant, quote.token)?.input.shopper?.ref) ?? id;
  const validUntil = formatInstant(deps.now() + deps.support.voucher_days * DAY_MS);
  const given = await grantVoucher(deps, change, { merchant, shopper, amount, currency, validUntil, reference, by });
  if (!given) throw new Error(`goodwill ${reference} has a voucher already`);
  return { id: given.voucher.id, code: deps.vault.seal(given.code), validUntil };
}
