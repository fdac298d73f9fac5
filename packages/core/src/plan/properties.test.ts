import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toEpochDay, toIsoDate } from "../calendar/index.ts";
import { ACCOUNTS, type AccountId, type Entry, isBalanced } from "../ledger/index.ts";
import { balanceOf, outstandingOf } from "./balance.ts";
import { createPlan } from "./create-plan.ts";
import { decide, type PlanCommand } from "./decide.ts";
import { sharesOf } from "./shares.ts";
import { isRunning } from "./states.ts";
import { anyLife, commandOf } from "./testing/any-life.ts";
import { agreedFrom, on } from "./testing/sample-plan.ts";
import type { Change, Plan } from "./types.ts";

/** What every account holds after these entries. */
function addTo(books: Map<AccountId, number>, entries: readonly Entry[]): void {
  for (const { account, amount } of entries) books.set(account, (books.get(account) ?? 0) + amount);
}

/** What does not hold of a plan and its books; empty when all does. Plain comparisons: an `expect` for each would take minutes. */
function wrongsOf(plan: Plan, books: Map<AccountId, number>): string[] {
  const wrongs: string[] = [];
  const claim = (holds: boolean, what: string) => {
    if (!holds) wrongs.push(what);
  };
  const held = (account: AccountId) => books.get(account) ?? 0;
  const paid = { principal: 0, interest: 0, fee: 0 };
  let principal = 0;
  for (const row of plan.rows) {
    principal += row.principal;
    for (const part of ["principal", "interest", "fee", "late"] as const) {
      claim(0 <= row[`paid_${part}`] && row[`paid_${part}`] <= row[part], `row ${row.n}: paid_${part} within ${part}`);
    }
    for (const part of ["principal", "interest", "fee"] as const) paid[part] += row[`paid_${part}`];
    claim(row.subsidy >= 0, `row ${row.n}: subsidy is not negative`);
  }
  for (const part of ["principal", "interest", "fee"] as const) {
    claim(
      0 <= plan.paid_back[part] && plan.paid_back[part] <= paid[part],
      `no more ${part} is paid back than was paid`,
    );
  }
  const goods = plan.amount - plan.refunded + plan.paid_back.principal;
  claim(plan.lease !== null || principal === goods, "principals add up to the goods that were kept");
  claim(plan.refunded <= plan.amount, "no more is refunded than was bought");

  const isHouse = plan.funding === "house";
  const owed = plan.state === "written_off" ? 0 : outstandingOf(plan);
  claim(held(isHouse ? "shopper_receivable" : "memo_shopper_owes") === owed, "the books say what is owed");
  claim(held("unapplied_credit") === 0 - plan.credit, "the books say the credit");
  claim(held("refunds_payable") === 0 - plan.refund_payable, "the books say what is owed to the shopper");
  claim(held("deposits_held") === (isHouse ? 0 - (plan.lease?.deposit ?? 0) : 0), "the books say the deposit");
  claim(held("disputes_held") === (plan.dispute?.held ?? 0), "the books say what is held");
  const isLost = plan.state === "written_off" || plan.state === "accepted";
  claim(
    isLost || isRunning(plan.state) || outstandingOf(plan) === 0,
    "nothing stays open on the rows of a closed plan",
  );
  if (!isRunning(plan.state)) {
    for (const account of ["unearned_interest", "unearned_fees", "unearned_rent"] as const) {
      claim(held(account) === 0, `a closed plan has no ${account}`);
    }
    claim(balanceOf(plan, "9999-12-31").outstanding === 0, "a closed plan owes nothing");
  }
  for (const [account, { class: kind }] of Object.entries(ACCOUNTS)) {
    if (!isHouse && kind === "income") claim(held(account as AccountId) === 0, `a partner's plan has no ${account}`);
  }
  return wrongs;
}

/** Every amount, day and state of a plan, by the names that changes use. */
function factsOf({ state, credit, refunded, refund_payable, paid_back, lease, rows }: Plan): Map<string, unknown> {
  const facts = new Map<string, unknown>(Object.entries({ state, credit, refunded, refund_payable }));
  for (const [part, amount] of Object.entries(paid_back)) facts.set(`paid_back.${part}`, amount);
  for (const name of ["deposit", "returned_on", "bought_on"] as const) facts.set(name, lease?.[name] ?? null);
  for (const { n, fallen_due, late_accrued, late_allowed, ...row } of rows) {
    for (const [name, value] of Object.entries(row)) facts.set(`${n} ${name}`, value);
  }
  return facts;
}

/** Facts that differ though no change tells of them, and changes that tell what was not so. */
function untold(before: Plan, after: Plan, changes: readonly Change[]): string[] {
  const facts = factsOf(before);
  const wrongs: string[] = [];
  for (const { row, what, before: was, after: is } of changes) {
    if (what === "damage" || what === "deposit_taken" || (row !== null && what === "state")) continue;
    const name = row === null ? what : `${row} ${what}`;
    if ((facts.get(name) ?? 0) !== (was ?? 0)) wrongs.push(`${name} was not ${was}`);
    facts.set(name, is);
  }
  // A price that is paid is a row of its own: its day and what it does not owe are the row itself.
  const isNew = (name: string) => !factsOf(before).has(name) && /^\d/.test(name);
  for (const [name, value] of factsOf(after)) {
    if (facts.get(name) !== value && !isNew(name)) wrongs.push(`${name} became ${value}`);
  }
  return wrongs;
}

test("whatever happens, entries balance, rows add up, nothing is negative, the books say what the plan says, and changes all of it", () => {
  fc.assert(
    fc.property(anyLife(25), ({ input, kind, allocation, late, steps }) => {
      const terms = { ...input.terms, contingent: late };
      const whole = agreedFrom({ ...input, terms }, kind);
      let today = toIsoDate(input.start);
      let { plan } = createPlan(
        whole,
        { id: "p", order_ref: "o", partner_answer: "authorised", allocation },
        on(today),
      );
      const books = new Map<AccountId, number>();
      const run = (command: PlanCommand) => {
        const before = JSON.stringify(plan);
        const decision = decide(plan, command, on(today));
        const again = JSON.stringify(decide(plan, command, on(today)));
        const wrongs = again === JSON.stringify(decision) ? [] : ["the same command decides the same"];
        if (JSON.stringify(plan) !== before) wrongs.push("a decision leaves the plan as it was");
        if (decision.ok) {
          const { entries, changes } = decision.value;
          if (!isBalanced(entries)) wrongs.push("entries balance");
          if (entries.some(({ amount }) => amount === 0)) wrongs.push("no entry is empty");
          const { shopper, store, partner } = sharesOf(changes);
          if (shopper + store + partner !== 0) wrongs.push("what one gets another gives");
          wrongs.push(...untold(plan, decision.value.plan, changes));
          addTo(books, entries);
          plan = decision.value.plan;
          wrongs.push(...wrongsOf(plan, books));
        }
        expect({ command, wrongs }).toEqual({ command, wrongs: [] });
      };
      run({ kind: "activate" });
      for (const step of steps) {
        today = toIsoDate(toEpochDay(today) + step.days);
        if (step.days > 0) run({ kind: "close_day" });
        run(commandOf(plan, step, today));
      }
    }),
    { numRuns: 300 },
  );
});
