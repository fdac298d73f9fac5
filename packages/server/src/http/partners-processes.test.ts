import { startSandboxPartner } from "@fenqi/sandbox-partner";
import { describe, expect, test } from "vitest";
import { POSTGRES, START_MS } from "../testing/places.ts";
import { asker, testServer } from "../testing/test-server.ts";

/** Two processes see one partner fail. */
describe.each(POSTGRES)("%s: two processes", (_, newPlace) => {
  test(
    "open one incident between them, and lift it once",
    async () => {
      const place = await newPlace();
      const product = { method: "wallet_instalments", currency: "CNY", min: null, max: null, fee_ppm: null };
      const partner = await startSandboxPartner({
        port: 0,
        secret: "s",
        terms: {
          wallet: [
            { ...product, count: 3, min: 10_000, rate_ppm: 0 },
            { ...product, count: 12, rate_ppm: 150_000 },
          ],
        },
      });
      const options = {
        partners: [{ merchant: "shop", partner: "wallet", adapter: "sandbox", url: partner.url, secret: "s" } as const],
        paces: { closed: 300, unsure: 100, probing: 200, open: 1_200 },
      };
      const first = await testServer(place, options);
      const second = await testServer(place, {
        ...options,
        empty: true,
        secret: first.secret,
        masterKeys: [first.masterKey],
      });
      const asks = [first.ask, asker(second.url, first.secret)] as const;
      const incidents = async (ask: typeof first.ask) => {
        const { items } = (await ask("GET", "/v1/adjustments")).json;
        return items.filter((one: { created_by: string }) => one.created_by === "fenqi:breaker");
      };
      const states = async () => (await incidents(asks[0])).map(({ state }: { state: string }) => state);
      try {
        partner.faults.set("wallet", undefined, { status: 500 });
        await expect.poll(states, { timeout: 15_000 }).toEqual(["active"]);
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        expect(await states()).toEqual(["active"]);
        expect(await incidents(asks[1])).toHaveLength(1);
        partner.faults.clear();
        await expect.poll(states, { timeout: 30_000 }).toEqual(["lifted"]);
        const { events } = (await asks[1]("GET", "/v1/health/partners")).json;
        expect(events.map(({ event }: { event: string }) => event)).toEqual(["closed", "probing", "opened"]);
      } finally {
        await Promise.all([first.close(), second.close()]);
        await partner.close();
        await place.drop();
      }
    },
    START_MS,
  );
});
