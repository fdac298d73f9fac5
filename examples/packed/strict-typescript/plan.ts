// A plan from its quote to the first repayment. Amounts are integer minor units all the way.
import { createClient, FenqiProblem, type Option, type Quote } from "@fenqi/client";

declare const process: { readonly env: { readonly [name: string]: string | undefined } };

const fenqi = createClient({
  baseUrl: process.env.FENQI_URL ?? "http://127.0.0.1:4180",
  key: process.env.FENQI_KEY ?? "sk_test_demo",
});

const quote: Quote = await fenqi.quote({
  cart: {
    currency: "CNY",
    total: 499900,
    items: [{ sku: "h1", name: "Phone", category: "phone", tags: [], unit_amount: 499900, quantity: 1 }],
  },
  market: "CN",
  channel: "web",
  locale: "en",
});

/** The cheapest way in twelve. */
const cheapest = quote.options
  .filter(({ count, total }) => count === 12 && total !== null)
  .reduce((least: Option | undefined, each) => (least && least.total! <= each.total! ? least : each), undefined);
if (!cheapest) throw new Error("this cart cannot be paid in twelve");
console.log(`${cheapest.id} ${cheapest.total} ${cheapest.rate?.headline ?? "-"}`);

const shown = new Date();
const seconds = cheapest.disclosure.acknowledgement.reading_seconds;
await new Promise((read) => setTimeout(read, (seconds + 1) * 1000));
const plan = await fenqi.accept({
  quote_token: quote.token,
  option: cheapest.id,
  order_ref: `packed-${shown.getTime()}`,
  consent: {
    disclosure: cheapest.disclosure.id,
    language: "en",
    shown_at: shown.toISOString(),
    confirmed_at: new Date().toISOString(),
  },
});
console.log(`${plan.id} ${plan.state}`);

try {
  await fenqi.repay(plan.id, { amount: plan.amount * 100, reference: "bank-1" });
} catch (error) {
  if (!(error instanceof FenqiProblem)) throw error;
  const code: FenqiProblem["code"] = error.code;
  console.log(`refused: ${code}`);
}
const [first] = plan.schedule;
console.log(`first row ${first?.total ?? 0}, statement ${(await fenqi.planStatement(plan.id)).length > 10_000}`);
