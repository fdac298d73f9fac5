import { addInterval, type EpochDay, type Instant, toIsoDate } from "../calendar/index.ts";
import type { CompiledCatalogue } from "../catalogue/index.ts";
import type { Minor } from "../money/index.ts";
import type { Payments } from "../schedule/index.ts";
import type { PricedOption } from "./option.ts";
import { frameOf, priceOptions, type QuoteRefusal, type Result } from "./quote.ts";
import type { ComparedWay, Comparison, QuoteInput } from "./types.ts";

/** The chart's reach, and how far ahead a break-even is looked for. */
export const COMPARED_MONTHS = 24;
const BREAK_EVEN_WITHIN = 60;

/**
 * Lays all priced ways side by side for a length of use: "rent or buy, which is cheaper?".
 *
 * `months`: how long the shopper will use it, 1–60. `resale`: what it will sell for then, minor units; counts only for
 * ways that make it the shopper's by then. Deposits come back, so they are shown and never counted.
 */
export function compare(
  compiled: CompiledCatalogue,
  input: QuoteInput,
  at: Instant,
  { months, resale = 0 }: { readonly months: number; readonly resale?: Minor },
): Result<Comparison, QuoteRefusal> {
  const frame = frameOf(compiled, input, at);
  if (!frame.ok) return frame;
  const { today } = frame.value;
  const priced = priceOptions(frame.value, input);
  const price = input.cart.total;
  const drafts = priced.flatMap((way) => draftsOf(way, today, price, months, resale));
  const lowest = lowestOf(drafts);
  const ways = drafts.map((draft): ComparedWay => ({ ...draft, lowest: draft.net_cost === lowest }));

  const rent = ways.find((way) => way.kind === "rent")?.net_cost;
  const buy = lowestOf(ways.filter((way) => way.kind === "buy"));
  const value: Comparison = {
    months,
    resale,
    currency: input.cart.currency,
    cash_price: price,
    ways,
    ...(rent === undefined || buy === undefined
      ? { verdict: null, break_even: null }
      : { verdict: verdictOf(buy, rent), break_even: breakEven(priced, today, buy) }),
  };
  return { ok: true, value };
}

function lowestOf(ways: readonly Draft[]): Minor | undefined {
  return ways.length === 0 ? undefined : Math.min(...ways.map((way) => way.net_cost));
}

type Draft = Omit<ComparedWay, "lowest">;

function draftsOf(way: PricedOption, today: EpochDay, price: Minor, months: number, resale: Minor): Draft[] {
  const { option, schedule } = way;
  if (schedule === undefined) return [];
  const { total } = schedule;
  const common = {
    option: option.id,
    partner: option.partner,
    method: option.method,
    count: option.count,
    pay_today: schedule.pay_today,
    runs: schedule.runs,
  };
  if (option.lease === undefined) {
    return [
      {
        ...common,
        kind: "buy",
        total_to_own: total,
        extra_over_cash: total - price,
        rate: option.rate,
        comparison_rate: null,
        deposit: null,
        rent: null,
        buyout: null,
        if_returned: "store_return",
        yours: "today",
        net_cost: total - resale,
        paid_by_month: paidByMonth(schedule, today),
      },
    ];
  }
  const { lease } = option;
  const leased = {
    ...common,
    rate: null,
    deposit: lease.deposit,
    rent: lease.rent,
    if_returned: "rent_stops",
  } as const;
  const [buyout] = lease.buyouts;
  const rented = rentByMonth(way, today, COMPARED_MONTHS);
  const rentOnly: Draft = {
    ...leased,
    kind: "rent",
    total_to_own: null,
    extra_over_cash: null,
    comparison_rate: null,
    buyout: null,
    yours: "never",
    net_cost: rentFor(way, today, months),
    paid_by_month: rented,
  };
  if (buyout === undefined) return [rentOnly];
  const toOwn = buyout.after * lease.rent + buyout.price;
  const buyoutDay = addInterval(today, way.input.interval, buyout.after);
  const owned = addInterval(today, MONTHLY, months) >= buyoutDay;
  return [
    {
      ...leased,
      kind: "rent_to_own",
      total_to_own: toOwn,
      extra_over_cash: toOwn - price,
      comparison_rate: lease.comparison_rate,
      buyout,
      yours: "after_buyout",
      net_cost: owned ? toOwn - resale : rentFor(way, today, months),
      paid_by_month: rented.map((paid, month) => (addInterval(today, MONTHLY, month) >= buyoutDay ? toOwn : paid)),
    },
    rentOnly,
  ];
}

const MONTHLY = { every: 1, unit: "month" } as const;

/** Entry m: everything due by the day m months from now. */
function paidByMonth({ payments, days }: Payments, today: EpochDay): Minor[] {
  return Array.from({ length: COMPARED_MONTHS + 1 }, (_, month) => {
    const until = addInterval(today, MONTHLY, month);
    return payments.reduce((sum, payment, k) => (days[k]! <= until ? sum + payment : sum), 0);
  });
}

/** Rents are paid ahead: entry m holds the rent that begins on that day. */
function rentByMonth(way: PricedOption, today: EpochDay, months: number): Minor[] {
  return Array.from({ length: months + 1 }, (_, month) => {
    const until = addInterval(today, MONTHLY, month);
    return rentsBefore(way, today, until + 1) * way.option.lease!.rent;
  });
}

/** Rent for so many months of use. */
function rentFor(way: PricedOption, today: EpochDay, months: number): Minor {
  return rentsBefore(way, today, addInterval(today, MONTHLY, months)) * way.option.lease!.rent;
}

/** Rents that fall due before `end`. */
function rentsBefore(way: PricedOption, today: EpochDay, end: EpochDay): number {
  let rents = 0;
  while (addInterval(today, way.input.interval, rents) < end) rents += 1;
  return rents;
}

function verdictOf(buy: Minor, rent: Minor): NonNullable<Comparison["verdict"]> {
  if (buy === rent) return { cheaper: "same", by: 0 };
  return buy < rent ? { cheaper: "buy", by: rent - buy } : { cheaper: "rent", by: buy - rent };
}

/** The first month whose rent brings renting to what buying and selling costs. */
function breakEven(priced: readonly PricedOption[], today: EpochDay, buying: Minor): Comparison["break_even"] {
  const lease = priced.find(({ option }) => option.lease !== undefined)!;
  const month = rentByMonth(lease, today, BREAK_EVEN_WITHIN).findIndex((paid) => paid >= buying);
  if (month < 0) return null;
  const on = addInterval(today, MONTHLY, month);
  return { month, on: toIsoDate(on), payment: rentsBefore(lease, today, on + 1) };
}
