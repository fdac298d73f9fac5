// A tiny shop with a server of its own. It asks for the quote with its secret key, so that facts about the shopper count, draws
// the checkout with the quote already in the page, and decides on its own side when an option is chosen.
import { createServer, type IncomingMessage } from "node:http";
import { createClient, FenqiProblem } from "@fenqi/client";

const { FENQI_URL = "http://127.0.0.1:4180", FENQI_KEY = "sk_test_demo", PORT = "8001" } = process.env;
const fenqi = createClient({ baseUrl: FENQI_URL, key: FENQI_KEY });

const cart = {
  currency: "CNY",
  total: 499900,
  items: [{ sku: "h1", name: "Phone", category: "phone", tags: [], unit_amount: 499900, quantity: 1 }],
};

/** The checkout, with the quote in the page: nothing is asked by the browser at first. */
async function checkoutPage(): Promise<string> {
  const shopper = { ref: "shopper-1", first_order: true };
  const question = { cart, market: "CN", channel: "web", locale: "en", shopper } as const;
  const quote = await fenqi.quote(question, { schedules: "none" });
  const embedded = JSON.stringify({ cart, quote }).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Checkout</title>
    <script type="module" src="${FENQI_URL}/elements/fenqi-checkout.js"></script>
    <fenqi-checkout src="${FENQI_URL}" key="pk_test_demo" action="/order">
      <script type="application/json">${embedded}</script>
    </fenqi-checkout></html>`;
}

/** What the shopper would agree to, from the token alone: the page's word is not taken for any price. */
async function orderPage(form: URLSearchParams): Promise<string> {
  const option = await fenqi.option({ token: form.get("token") ?? "", option: form.get("option") ?? "" });
  const rows = option.schedule?.map((row) => `<li>${row.due_on}: ${(row.total / 100).toFixed(2)} CNY</li>`) ?? [];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Order</title>
    <h1>${option.id}</h1><ol>${rows.join("")}</ol></html>`;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = "";
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 10_000) throw new RangeError("the form is too large");
  }
  return new URLSearchParams(body);
}

const shop = createServer(async (request, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  try {
    response.end(request.method === "POST" ? await orderPage(await formOf(request)) : await checkoutPage());
  } catch (error) {
    response.statusCode = error instanceof FenqiProblem && error.status >= 400 ? error.status : 500;
    response.end(error instanceof FenqiProblem ? error.code : "Something went wrong.");
  }
});

shop.listen(Number(PORT), "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT}`));
