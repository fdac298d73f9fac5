// node ways.mjs: the ways to pay a cart, and why one is missing.
import { createClient, FenqiProblem } from "@fenqi/client";

const { FENQI_URL = "http://127.0.0.1:4180", FENQI_KEY = "sk_test_demo" } = process.env;
const fenqi = createClient({ baseUrl: FENQI_URL, key: FENQI_KEY });
const yuan = (minor) => (minor / 100).toFixed(2);

const quote = await fenqi.quote({
  cart: {
    currency: "CNY",
    total: 499900,
    items: [{ sku: "h1", name: "Phone", category: "phone", tags: [], unit_amount: 499900, quantity: 1 }],
  },
  market: "CN",
  channel: "web",
  locale: "en",
});
for (const { id, total, rate } of quote.options) {
  const yearly = rate?.headline ? `, ${rate.headline} % a year` : "";
  console.log(`${id}: ${total === null ? "the card's issuer says" : yuan(total)}${yearly}`);
}
for (const { offer, causes } of quote.missing) console.log(`${offer}: ${causes[0].explanation.text}`);

try {
  await fenqi.option({ token: quote.token, option: "no-such-way" });
} catch (error) {
  if (!(error instanceof FenqiProblem)) throw error;
  console.log(`refused: ${error.code} (${error.status})`);
}
