// A worker between a shop's pages and Fenqi: it keeps the secret key, quotes carts, and hears webhooks. No Node in it.
import { createClient, FenqiProblem, verifyWebhook, WebhookRefused } from "@fenqi/client";

/** Bindings: FENQI_URL, FENQI_KEY, WEBHOOK_SECRET. */
export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (request.method !== "POST") return new Response(null, { status: 405 });
    if (pathname === "/quote") return quote(await request.json(), env);
    if (pathname === "/webhook") return hear(request, env);
    return new Response(null, { status: 404 });
  },
};

async function quote(cart, { FENQI_URL, FENQI_KEY }) {
  const fenqi = createClient({ baseUrl: FENQI_URL, key: FENQI_KEY });
  try {
    const { code, options, missing } = await fenqi.quote({ cart, market: "CN", channel: "web", locale: "zh-CN" });
    return Response.json({ code, ways: options.map(({ id, total }) => ({ id, total })), missing: missing.length });
  } catch (error) {
    if (!(error instanceof FenqiProblem)) throw error;
    return Response.json({ code: error.code }, { status: error.status || 502 });
  }
}

async function hear(request, { WEBHOOK_SECRET }) {
  try {
    const { type, subject } = await verifyWebhook(await request.text(), request.headers, WEBHOOK_SECRET);
    return Response.json({ heard: `${type} ${subject}` });
  } catch (error) {
    if (!(error instanceof WebhookRefused)) throw error;
    return new Response(null, { status: 400 });
  }
}
