import { sign, startSandboxPartner } from "@fenqi/sandbox-partner";
import { guard } from "./guard.ts";
import { house } from "./house/house.ts";
import { sandbox } from "./sandbox/sandbox.ts";
import { describeFaults } from "./testing/fault-matrix.ts";
import { describePort } from "./testing/port-contract.ts";

const product = { method: "store_instalments", count: 6, currency: "CNY", min: 100, max: 1_000_000 } as const;
const options = { merchant: "shop", partner: "p", record: () => {}, opened: () => {} };
const terms = { p: [{ ...product, rate_ppm: 120_000, fee_ppm: null }] };

describePort("the merchant's own book", async (now) => ({
  port: guard(
    house((method) => (method === product.method ? [product] : [])),
    { ...options, now },
  ),
  close: async () => {},
  keepsAccounts: false,
}));

describePort("the sandbox", async (now) => {
  const server = await startSandboxPartner({ port: 0, secret: "s", terms });
  return {
    port: guard(sandbox({ url: server.url, partner: "p", secret: "s" }, now), { ...options, now }),
    close: server.close,
    callback: async ({ reference, amount, currency }, atMs) => {
      const data = { partner: "p", reference, id: "auth_1", state: "approved", amount, currency };
      const body = JSON.stringify({ type: "authorisation.updated", data });
      return { headers: { ...sign("s", `msg_${reference}`, atMs, body) }, body };
    },
  };
});

describeFaults("the sandbox", async () => {
  const server = await startSandboxPartner({ port: 0, secret: "s", terms });
  return {
    url: server.url,
    close: server.close,
    adapter: (url) => sandbox({ url, partner: "p", secret: "s" }, Date.now),
    product: { method: product.method, count: product.count },
  };
});
