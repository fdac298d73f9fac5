import { startSandboxPartner } from "@fenqi/sandbox-partner";
import { guard } from "./guard.ts";
import { house } from "./house/house.ts";
import { sandbox } from "./sandbox/sandbox.ts";
import { describePort } from "./testing/port-contract.ts";

const product = { method: "store_instalments", count: 6, currency: "CNY", min: 100, max: 1_000_000 } as const;
const options = { merchant: "shop", partner: "p", now: Date.now, record: () => {}, opened: () => {} };

describePort("the merchant's own book", async () => ({
  port: guard(
    house((method) => (method === product.method ? [product] : [])),
    options,
  ),
  close: async () => {},
}));

describePort("the sandbox", async () => {
  const terms = { p: [{ ...product, rate_ppm: 120_000, fee_ppm: null }] };
  const server = await startSandboxPartner({ port: 0, secret: "s", terms });
  return {
    port: guard(sandbox({ url: server.url, partner: "p", secret: "s" }, Date.now), options),
    close: server.close,
  };
});
