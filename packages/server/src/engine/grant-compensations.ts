import { formatInstant } from "@fenqi/core/calendar";
import { vouchersWithin } from "@fenqi/core/compensation";
import { BY_TIME } from "./adjustment-time.ts";
import { bookCompensation } from "./book-compensation.ts";
import { compensationTo } from "./compensation-moves.ts";
import { type FindMissedDeps, findMissed } from "./find-missed.ts";
import { makeVoucher, type VoucherDeps } from "./grant-voucher.ts";
import { keepCompensation } from "./move-compensation.ts";
import type { ChangeStore, CompensationRow, CompensationStore, Message, PeopleStore, Recipient } from "./ports.ts";
import { waitingAddresses } from "./waiting-addresses.ts";

export interface GrantDeps extends FindMissedDeps, VoucherDeps {
  readonly changes: ChangeStore;
  readonly compensations: CompensationStore;
  readonly people: PeopleStore;
}

/** Quotes, and vouchers, in one transaction. */
const QUOTES = 200;
const VOUCHERS = 100;
const AT_ONCE = 20;

/**
 * Works on every approved compensation until it is granted or `over`: first it finds who missed a way, then it grants.
 * What is done stands in the store with where it goes on, page by page; a process that stops loses a page at most, and
 * two that work on the same one grant nothing twice.
 */
export async function grantCompensations(deps: GrantDeps, over: () => boolean = () => false): Promise<void> {
  for (const row of await deps.compensations.atWork(AT_ONCE)) {
    const find = finder(deps, row);
    const grant = granter(deps, row);
    let at: CompensationRow | undefined = row;
    while (at && !over())
      at = at.state === "finding" ? await find(at) : at.state === "granting" ? await grant(at) : undefined;
  }
}

/** Looks through the next quotes. The compensation after it; undefined when another process was there first. */
function finder(deps: GrantDeps, { merchant, adjustment, id, from, until }: CompensationRow) {
  const find = findMissed(deps, merchant, adjustment);
  return async (row: CompensationRow): Promise<CompensationRow | undefined> => {
    const page = await deps.compensations.quotes(merchant, { from, until }, row.place, QUOTES);
    const members = page ? await find(page.quotes) : new Map();
    const shoppers = [...members].map(([shopper, member]) => {
      const [mark] = deps.vault.shopperMarks(merchant, shopper);
      return { ...member, mark, shopper: deps.vault.seal(shopper) };
    });
    return deps.changes.run(merchant, async (change) => {
      const current = await change.readCompensation(id);
      if (current?.state !== "finding" || current.place !== row.place) return undefined;
      if (!page) return step(deps, change, { ...current, place: null }, "found");
      await change.addMissed(id, shoppers);
      const next = { ...current, place: page.place, quotes: current.quotes + page.quotes.length };
      await change.saveCompensation(next);
      return next;
    });
  };
}

/** Grants to the next shoppers, those who missed the way first before the others, while the budget lasts. */
function granter(deps: GrantDeps, { merchant, adjustment, id, rule, decision }: CompensationRow) {
  const { vault, live } = deps;
  let addresses: Promise<ReadonlyMap<string, Recipient>> | undefined;
  return async (row: CompensationRow): Promise<CompensationRow | undefined> => {
    addresses ??= waitingAddresses(deps, merchant);
    const known = await addresses;
    const told = live.of(merchant)?.record.catalogue.merchant;
    return deps.changes.run(merchant, async (change) => {
      const current = await change.readCompensation(id);
      if (current?.state !== "granting" || current.place !== row.place) return undefined;
      const page = await change.missed(id, rule.audience, current.place, VOUCHERS);
      if (!page) {
        await change.forgetMissed(id);
        return step(deps, change, { ...current, place: null, endedAt: formatInstant(deps.now()) }, "finish");
      }
      const made = page.shoppers.map(({ shopper }) => {
        const { amount, currency, valid_until: validUntil } = rule;
        const grant = { merchant, shopper: vault.open(shopper), amount, currency, validUntil, reference: adjustment };
        return makeVoucher(deps, { ...grant, by: decision!.by, source: "compensation", compensation: id });
      });
      const spent = await change.spend(adjustment, rule.budget, 0);
      let left = vouchersWithin(rule, spent);
      let tried = 0;
      const granted = new Set<string>();
      while (left > 0 && tried < made.length) {
        const batch = made.slice(tried, tried + left).map(({ voucher }) => voucher);
        const kept = await change.addVouchers(batch);
        for (const one of kept) granted.add(one);
        tried += batch.length;
        left -= kept.length;
      }
      const amount = granted.size * rule.amount;
      await change.spend(adjustment, rule.budget, amount);
      const booking = {
        merchant,
        kind: "compensation_granted",
        amount,
        currency: rule.currency,
        reference: id,
      } as const;
      await bookCompensation(deps, change, booking);
      await change.enqueue(
        formatInstant(deps.now()),
        ...made.flatMap(({ voucher }): Message[] => {
          const to = granted.has(voucher.id) ? known.get(voucher.marks[0]!) : undefined;
          if (!to || !told) return [];
          const { amount, currency, issuedAt, validUntil, code } = voucher;
          const { name, time_zone } = told;
          const facts = {
            merchant: { name, time_zone },
            announcement: { id: adjustment },
            amount,
            currency,
            issuedAt,
            validUntil,
            code,
          };
          return [{ ...to, template: "voucher", facts, dedupe_key: `voucher:${voucher.id}` }];
        }),
      );
      const next = {
        ...current,
        place: page.place,
        granted: current.granted + granted.size,
        leftOut: current.leftOut + made.length - tried,
      };
      await change.saveCompensation(next);
      return next;
    });
  };
}

/** A move that the server makes by itself. */
function step(
  deps: GrantDeps,
  change: Parameters<typeof keepCompensation>[0],
  row: CompensationRow,
  move: "found" | "finish",
): Promise<CompensationRow> {
  const next = { ...row, state: compensationTo(row.state, move)! };
  return keepCompensation(change, next, { action: move, by: BY_TIME, at: formatInstant(deps.now()), from: row.state });
}
