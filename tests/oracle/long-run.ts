import * as fc from "fast-check";
import { REGIMES, type RegimeId, rateOf } from "../../packages/core/src/cost/index.ts";
import { oracleWorth } from "../../packages/core/src/cost/testing/oracle-worth.ts";
import { buildSchedule, priceTerms } from "../../packages/core/src/schedule/index.ts";
import { anyPlan } from "../../packages/core/src/schedule/testing/any-plan.ts";

/**
 * The long form of the schedule and rate properties, for a release: `npm run test:oracle -- [plans] [rates] [seed]`.
 *
 * By default a million plans, whose rows, principals, runs and price without rows must add up exactly, and 20,000 rates, each
 * bracketed by fifty digits of decimal.js within a millionth of a point. Prints the seed; exits 1 at the first that does not hold.
 */
const [plans = 1_000_000, rates = 20_000, seed = 20_261_122] = process.argv.slice(2).map(Number);
const BATCH = 1_000;

function check(holds: boolean, claim: string, plan: object): void {
  if (holds) return;
  process.stderr.write(`${claim}: ${JSON.stringify(plan)}\n`);
  process.exit(1);
}

function addsUp(plan: Parameters<typeof buildSchedule>[0]): void {
  const { rows, days: _, payments: __, columns: ___, fee_items, ...price } = buildSchedule(plan);
  let [principal, total, outstanding] = [0, 0, plan.amount];
  for (const row of rows) {
    principal += row.principal;
    total += row.total;
    outstanding -= row.principal;
    check(
      row.total === row.principal + row.interest + row.fee && row.outstanding === outstanding,
      "a row adds up",
      plan,
    );
    check(row.principal >= 0 && row.interest >= 0 && row.fee >= 0, "nothing is negative", plan);
  }
  check(principal === plan.amount && total === plan.amount + price.cost, "rows sum to amount and cost", plan);
  const paid = price.runs.reduce((sum, run) => sum + run.count * run.amount, price.pay_today);
  check(paid === price.total, "runs sum to the total", plan);
  check(fee_items.reduce((sum, item) => sum + item.amount, 0) === price.fee, "fees sum", plan);
  check(JSON.stringify(priceTerms(plan)) === JSON.stringify(price), "the price is the schedule's", plan);
}

function hasTheRate(plan: Parameters<typeof buildSchedule>[0], regime: RegimeId): boolean {
  const schedule = buildSchedule(plan);
  const worth = oracleWorth(regime, plan, schedule);
  const { headline } = rateOf(regime, plan, schedule);
  if (schedule.cost === 0 || worth === null || headline === null) return false;
  const within = 1e-6 * Math.max(1, Number(headline) / 1e4);
  check(!worth(Number(headline) - within).isNegative(), `${regime} is not above the rate`, plan);
  check(!worth(Number(headline) + within).isPositive(), `${regime} is not below the rate`, plan);
  return true;
}

process.stdout.write(`seed ${seed}\n`);
for (let done = 0; done < plans; done += BATCH) {
  fc.sample(anyPlan, { numRuns: Math.min(BATCH, plans - done), seed: seed + done }).forEach(addsUp);
}
process.stdout.write(`${plans} plans add up\n`);

const regimes = Object.keys(REGIMES) as RegimeId[];
let held = 0;
for (let batch = 0; held < rates; batch++) {
  for (const plan of fc.sample(anyPlan, { numRuns: BATCH, seed: seed - 1 - batch })) {
    if (held < rates && hasTheRate(plan, regimes[held % regimes.length]!)) held++;
  }
}
process.stdout.write(`${held} rates hold\n`);
