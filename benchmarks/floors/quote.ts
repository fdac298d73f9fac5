/**
 * The floor of a quote: the least code, by hand, that does the same work for the same question:
 * 50 offers × 5 conditions with every reason, 6 dated schedules (72 rows) and 6 yearly rates.
 * No catalogue, no adjustments, no explanations, no alternatives, no checks. Changing it needs a decision page.
 */
export interface FloorCart {
  readonly total: number;
  readonly category: string;
  readonly tags: readonly string[];
  readonly giftCard: number;
  readonly verified: boolean;
}

export interface FloorOffer {
  readonly id: string;
  readonly min: number;
  readonly max: number;
  readonly categories: readonly string[];
  readonly excludedTag: string;
  readonly refusesGiftCard: boolean;
  readonly verifiedOnly: boolean;
  readonly feePpm: number;
  readonly count: number;
}

interface Row {
  readonly n: number;
  readonly due_on: string;
  readonly principal: number;
  readonly fee: number;
  readonly total: number;
  readonly outstanding: number;
}

export function floorQuote(offers: readonly FloorOffer[], cart: FloorCart, year: number, month: number, day: number) {
  const options = [];
  const missing = [];
  for (const offer of offers) {
    const reasons = [];
    if (cart.total < offer.min) reasons.push({ code: "amount_below_min", min: offer.min });
    if (cart.total > offer.max) reasons.push({ code: "amount_above_max", max: offer.max });
    if (!offer.categories.includes(cart.category)) reasons.push({ code: "category", in: offer.categories });
    if (cart.tags.includes(offer.excludedTag)) reasons.push({ code: "tag", out: offer.excludedTag });
    if (offer.refusesGiftCard && cart.giftCard !== 0) reasons.push({ code: "gift_card" });
    if (offer.verifiedOnly && !cart.verified) reasons.push({ code: "verified" });
    if (reasons.length > 0) missing.push({ offer: offer.id, reasons });
    else options.push(price(offer, cart.total, year, month, day));
  }
  return { options, missing };
}

function price(offer: FloorOffer, amount: number, year: number, month: number, day: number) {
  const { count } = offer;
  const cost = Math.floor((amount * offer.feePpm * count + 500_000) / 1_000_000);
  const total = amount + cost;
  const rows: Row[] = [];
  let outstanding = amount;
  for (let n = 1; n <= count; n += 1) {
    const rowTotal = Math.floor(total / count) + (n <= total % count ? 1 : 0);
    const principal = Math.floor(amount / count) + (n <= amount % count ? 1 : 0);
    outstanding -= principal;
    const months = month - 1 + n;
    const y = year + Math.floor(months / 12);
    const m = (months % 12) + 1;
    const last = m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : 30 + ((m + (m >> 3)) & 1);
    const d = Math.min(day, last);
    const due_on = `${y}-${m < 10 ? "0" : ""}${m}-${d < 10 ? "0" : ""}${d}`;
    rows.push({ n, due_on, principal, fee: rowTotal - principal, total: rowTotal, outstanding });
  }
  let rate = (2 * cost) / (amount * (count + 1));
  for (let step = 0; step < 20; step += 1) {
    let value = -amount;
    let slope = 0;
    let discount = 1;
    for (let n = 1; n <= count; n += 1) {
      discount /= 1 + rate;
      const part = rows[n - 1]!.total * discount;
      value += part;
      slope -= (n * part) / (1 + rate);
    }
    const next = rate - value / slope;
    if (Math.abs(next - rate) < 1e-12) break;
    rate = next;
  }
  return {
    id: offer.id,
    total,
    cost,
    rows,
    rate: (rate * 1_200).toFixed(6),
    effective: (((1 + rate) ** 12 - 1) * 100).toFixed(6),
  };
}
