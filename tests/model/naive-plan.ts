/**
 * A plan's money as somebody would work it out on paper, to compare the engine with. Imports nothing: not its types, not its sums.
 *
 * It keeps no schedule arithmetic in common with the rules. A row is one list of coins' worth for each part; money moves one
 * allocation at a time; balances are added up anew whenever they are asked for; fractions are exact bigint divisions.
 */
export type Part = "principal" | "interest" | "fee" | "late";

export interface NaiveRow {
  due: number;
  owed: Record<Part, bigint>;
  paid: Record<Part, bigint>;
  subsidy: bigint;
  fallen: boolean;
  accrued: bigint;
  allowed: bigint;
}

export interface NaiveTerms {
  readonly house: boolean;
  readonly amount: bigint;
  readonly order: { readonly across: "row" | "part"; readonly parts: readonly Part[] };
  readonly lateDailyPpm: bigint;
  readonly lateFixed: bigint;
  /** Yearly ceiling on late charges, parts per million; null without one. */
  readonly lateCapPpm: bigint | null;
  readonly earlyPpm: bigint;
  readonly rebate: boolean;
  readonly lease: {
    deposit: bigint;
    readonly buyouts: readonly { after: number; price: bigint }[];
    readonly returnAfter: number;
  } | null;
}

type Answer = "done" | "refused";

const PARTS: readonly Part[] = ["principal", "interest", "fee", "late"];
const sum = (list: readonly bigint[]) => list.reduce((a, b) => a + b, 0n);
const least = (a: bigint, b: bigint) => (a < b ? a : b);
const halfUp = (top: bigint, bottom: bigint) => (2n * top + bottom) / (2n * bottom);
const open = (row: NaiveRow, part: Part) => row.owed[part] - row.paid[part];
const openRow = (row: NaiveRow) => sum(PARTS.map((part) => open(row, part)));

export class NaivePlan {
  state = "active";
  credit = 0n;
  payable = 0n;
  refunded = 0n;
  back = { principal: 0n, interest: 0n, fee: 0n, subsidy: 0n };
  held = 0n;
  /** What the store has received for a plan of its own, less what it has paid out. */
  cash: bigint;
  disputed = false;
  returned = false;
  bought = false;
  closed: number;
  readonly agreed: number;
  readonly rows: NaiveRow[];
  readonly terms: NaiveTerms;

  constructor(rows: NaiveRow[], terms: NaiveTerms, today: number) {
    this.rows = rows;
    this.terms = terms;
    this.closed = today;
    this.agreed = today;
    for (const row of rows) {
      if (row.due > today) continue;
      row.fallen = true;
      for (const part of PARTS) row.paid[part] = row.owed[part];
    }
    this.cash = this.paid() + (terms.lease?.deposit ?? 0n);
    this.end(today);
  }

  private paid(): bigint {
    return sum(this.rows.flatMap((row) => PARTS.map((part) => row.paid[part])));
  }

  owes(): bigint {
    return sum(this.rows.map(openRow));
  }

  owesBy(day: number): bigint {
    return sum(this.rows.filter((row) => row.due <= day).map(openRow));
  }

  running(): boolean {
    return this.state === "active" || this.state === "overdue" || this.disputed;
  }

  repay(amount: bigint, arrived: boolean, today: number): Answer {
    const lost = this.state === "written_off";
    if (!this.running() && !lost && !arrived) return "refused";
    const owed = this.running() || lost ? this.owes() : 0n;
    if (amount > owed && !arrived) return "refused";
    this.cash += amount;
    this.lay(least(amount, owed), today);
    this.credit += amount - least(amount, owed);
    if (!lost) this.end(today);
    return "done";
  }

  applyCredit(amount: bigint, today: number): Answer {
    if (amount > this.credit || !this.running() || amount > this.owes()) return "refused";
    this.credit -= amount;
    this.lay(amount, today);
    this.end(today);
    return "done";
  }

  returnCredit(amount: bigint): Answer {
    if (amount > this.credit) return "refused";
    this.credit -= amount;
    this.payable += amount;
    return "done";
  }

  payOut(amount: bigint): Answer {
    if (amount > this.payable) return "refused";
    this.payable -= amount;
    this.cash -= amount;
    return "done";
  }

  waive(amount: bigint, today: number): Answer {
    if (!this.running() || amount > sum(this.rows.map((row) => open(row, "late")))) return "refused";
    for (const row of this.rows) {
      const less = least(amount, open(row, "late"));
      row.owed.late -= less;
      amount -= less;
    }
    this.end(today);
    return "done";
  }

  close(today: number): Answer {
    if (!this.running()) return "refused";
    for (let day = this.closed; day <= today; day++) {
      for (const row of this.rows) if (row.due <= day && !row.fallen) this.fallDue(row);
      if (day > this.closed && !this.disputed)
        for (const row of this.rows) if (row.due < day) this.lateFor(row, day - row.due);
    }
    this.closed = today;
    const missing = this.rows.some((row) => row.due < today && openRow(row) > 0n);
    if (this.state === "active" && missing) this.state = "overdue";
    else this.end(today);
    return "done";
  }

  settle(today: number): Answer {
    if (!this.running() || this.terms.lease) return "refused";
    const toCome = this.rows.filter((row) => row.due > today);
    const dropped = this.terms.rebate ? sum(toCome.map((row) => open(row, "interest") + open(row, "fee"))) : 0n;
    const charge = least(
      halfUp(sum(toCome.map((row) => open(row, "principal"))) * this.terms.earlyPpm, 1_000_000n),
      dropped,
    );
    if (this.terms.rebate)
      for (const row of toCome) for (const part of ["interest", "fee"] as const) row.owed[part] = row.paid[part];
    this.rows.at(-1)!.owed.fee += charge;
    this.payAll(0n);
    this.end(today);
    return "done";
  }

  refund(amount: bigint, today: number): Answer {
    if (this.terms.lease || !(this.running() || this.state === "settled") || amount > this.terms.amount - this.refunded)
      return "refused";
    this.giveBack(amount, today);
    return "done";
  }

  writeOff(today: number): Answer {
    if (this.disputed || !this.running()) return "refused";
    if (this.terms.lease) this.release(today, 0n, true);
    this.state = "written_off";
    return "done";
  }

  openDispute(held: bigint): Answer {
    if (this.disputed || !(this.running() || this.state === "settled")) return "refused";
    this.disputed = true;
    this.state = "disputed";
    this.held = held;
    return "done";
  }

  closeDispute(givenBack: bigint, today: number): Answer {
    if (!this.disputed || givenBack > this.terms.amount - this.refunded) return "refused";
    if (givenBack > 0n && this.terms.lease) return "refused";
    if (givenBack > 0n) this.giveBack(givenBack, today);
    this.disputed = false;
    this.held = 0n;
    const missing = this.rows.some((row) => row.due < today && openRow(row) > 0n);
    if (!this.terms.lease && this.refunded === this.terms.amount) this.state = "refunded";
    else if (this.owes() > 0n) this.state = missing ? "overdue" : "active";
    else if (this.terms.lease && !this.bought) this.state = this.returned ? "returned" : "active";
    else this.state = "settled";
    return "done";
  }

  returnLease(damage: bigint, today: number): Answer {
    const { lease } = this.terms;
    if (!this.running() || !lease || this.returned || this.bought || damage > lease.deposit) return "refused";
    if (this.rows.filter((row) => row.due <= today).length < lease.returnAfter) return "refused";
    this.dropRents(today);
    this.returned = true;
    this.release(today, damage, false);
    this.end(today);
    return "done";
  }

  buyOut(today: number): Answer {
    const { lease } = this.terms;
    if (!lease || this.disputed || !this.running() || this.returned) return "refused";
    const paid = this.rows.filter((row) => openRow(row) === 0n).length;
    const prices = lease.buyouts.filter(({ after }) => after <= paid);
    if (prices.length === 0) return "refused";
    const price = prices.at(-1)!.price;
    this.dropRents(today);
    this.release(today, 0n, false);
    this.payAll(price);
    const bought = { principal: price, interest: 0n, fee: 0n, late: 0n };
    this.rows.push({
      due: today,
      owed: bought,
      paid: { ...bought },
      subsidy: 0n,
      fallen: true,
      accrued: 0n,
      allowed: 0n,
    });
    this.bought = true;
    this.state = "settled";
    return "done";
  }

  /** Weekly rows only: paper needs no calendar for them. */
  moveWeeks(to: number, today: number): Answer {
    const next = this.rows.findIndex((row) => !row.fallen && row.due > today);
    if (this.state !== "active" || next < 0) return "refused";
    const last = next > 0 ? this.rows[next - 1]!.due : this.agreed;
    if (to <= today || to <= last || to >= this.rows[next]!.due + 7) return "refused";
    for (let at = next; at < this.rows.length; at++) this.rows[at]!.due = to + 7 * (at - next);
    return "done";
  }

  private payAll(beside: bigint): void {
    this.cash += this.owes() + beside;
    for (const row of this.rows) for (const part of PARTS) row.paid[part] = row.owed[part];
  }

  private lay(amount: bigint, today: number): void {
    const { across, parts } = this.terms.order;
    const due = across === "part" ? this.rows.filter((row) => row.due <= today) : [];
    const turns: [NaiveRow, Part][] = parts.flatMap((part) => due.map((row): [NaiveRow, Part] => [row, part]));
    for (const row of this.rows) for (const part of parts) turns.push([row, part]);
    for (const [row, part] of turns) amount -= payInto(row, part, amount);
  }

  private fallDue(row: NaiveRow): void {
    row.fallen = true;
    for (const part of this.terms.order.parts) this.credit -= payInto(row, part, this.credit);
  }

  /** One day more of being late, the `nth` after the due date. */
  private lateFor(row: NaiveRow, nth: number): void {
    if (openRow(row) === 0n) return;
    const { lateDailyPpm, lateFixed, lateCapPpm, lease } = this.terms;
    const base = open(row, lease ? "fee" : "principal");
    const before = least(row.accrued, row.allowed);
    row.accrued += (nth === 1 ? lateFixed : 0n) + halfUp(base * lateDailyPpm, 1_000_000n);
    row.allowed = lateCapPpm === null ? row.accrued : row.allowed + (base * lateCapPpm) / 365_000_000n;
    row.owed.late += least(row.accrued, row.allowed) - before;
  }

  private end(today: number): void {
    if (this.disputed || !this.running()) return;
    const over = this.terms.lease ? this.returned : true;
    if (over && this.owes() === 0n) {
      this.state = this.terms.lease ? "returned" : "settled";
      for (const row of this.rows) row.fallen = true;
    } else if (this.state === "overdue" && !this.rows.some((row) => row.due < today && openRow(row) > 0n))
      this.state = "active";
  }

  private giveBack(amount: bigint, today: number): void {
    this.refunded += amount;
    const whole = this.refunded === this.terms.amount;
    const unpaid = this.running() ? sum(this.rows.map((row) => open(row, "principal"))) : 0n;
    const off = least(amount, unpaid);
    if (off > 0n) this.shrink(unpaid, unpaid - off);
    const rest = amount - off;
    if (rest > 0n || whole) {
      const paid = (part: "principal" | "interest" | "fee") =>
        sum(this.rows.map((row) => row.paid[part])) - this.back[part];
      const subsidy = sum(this.rows.map((row) => row.subsidy)) - this.back.subsidy;
      const [kept, interest, fee] = [paid("principal"), paid("interest"), paid("fee")];
      const share = (all: bigint) => (whole ? all : halfUp(all * rest, kept));
      const back = { principal: rest, interest: share(interest), fee: share(fee), subsidy: share(subsidy) };
      for (const what of ["principal", "interest", "fee", "subsidy"] as const) this.back[what] += back[what];
      if (this.terms.house) this.payable += back.principal + back.interest + back.fee;
      // What was paid ahead is earned by then: no row is to come any more whose day could be another.
      for (const row of this.rows) row.fallen = true;
    }
    if (whole) {
      for (const row of this.rows) for (const part of PARTS) row.owed[part] = row.paid[part];
      if (!this.disputed) this.state = "refunded";
    } else this.end(today);
  }

  /** Every open part to `left / owed` of itself: the whole rounded once, then dealt out so that no row is a unit from its share. */
  private shrink(owed: bigint, left: bigint): void {
    const basic = ["principal", "interest", "fee"] as const;
    const rows = this.rows.filter((row) => basic.some((part) => open(row, part) > 0n));
    const before = (part: Part) => rows.map((row) => open(row, part));
    const subsidies = rows.map((row) =>
      row.owed.principal === 0n ? row.subsidy : halfUp(row.subsidy * open(row, "principal"), row.owed.principal),
    );
    const scaled = (parts: readonly bigint[]) => halfUp(sum(parts) * left, owed);
    const level = (parts: readonly bigint[]) => parts.every((a) => parts.every((b) => a - b <= 1n));
    const totals = rows.map((row) => open(row, "principal") + open(row, "fee"));
    const untouched = rows.every((row) => row.owed.interest === 0n && row.paid.principal + row.paid.fee === 0n);
    const even = untouched && level(before("principal")) && level(totals);
    const fee = scaled(before("fee"));
    const next = even
      ? {
          principal: deal(left, rows.length),
          interest: rows.map(() => 0n),
          fee: [] as bigint[],
          subsidy: deal(scaled(subsidies), rows.length),
        }
      : {
          principal: weigh(left, before("principal")),
          interest: weigh(scaled(before("interest")), before("interest")),
          fee: weigh(fee, before("fee")),
          subsidy: weigh(scaled(subsidies), subsidies),
        };
    if (even) next.fee = deal(left + fee, rows.length).map((total, k) => total - next.principal[k]!);
    rows.forEach((row, k) => {
      for (const part of basic) row.owed[part] = row.paid[part] + next[part][k]!;
      row.subsidy += next.subsidy[k]! - subsidies[k]!;
    });
  }

  private dropRents(today: number): void {
    for (const row of this.rows.filter((r) => r.due > today)) {
      if (this.terms.house) this.payable += row.paid.fee;
      row.owed.fee = 0n;
      row.paid.fee = 0n;
      row.fallen = true;
    }
  }

  private release(today: number, damage: bigint, keep: boolean): void {
    const lease = this.terms.lease!;
    let left = lease.deposit - damage;
    lease.deposit = 0n;
    const due = this.rows.filter((row) => row.due <= today);
    const { across, parts } = this.terms.order;
    if (across === "part") for (const part of parts) for (const row of due) left -= payInto(row, part, left);
    for (const row of due) for (const part of parts) left -= payInto(row, part, left);
    if (!keep && this.terms.house) this.payable += left;
  }
}

function payInto(row: NaiveRow, part: Part, amount: bigint): bigint {
  const paid = least(amount, open(row, part));
  row.paid[part] += paid;
  return paid;
}

/** One unit at a time to each in turn. */
function deal(total: bigint, count: number): bigint[] {
  const each = total / BigInt(count);
  const over = Number(total % BigInt(count));
  return Array.from({ length: count }, (_, k) => (k < over ? each + 1n : each));
}

/** By weight: up to row k, the whole units of its due share. */
function weigh(total: bigint, weights: readonly bigint[]): bigint[] {
  const all = sum(weights);
  const upTo = (k: number) => (all === 0n ? 0n : (total * sum(weights.slice(0, k))) / all);
  return weights.map((_, k) => upTo(k + 1) - upTo(k));
}
