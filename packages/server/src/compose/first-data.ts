import type { ServerConfig } from "../adapters/environment/config.ts";
import { startDemoPeople } from "../engine/demo-people.ts";
import { firstPersonToken } from "../engine/first-person.ts";
import { startDemo, startMerchant } from "../engine/first-start.ts";
import type { Clock } from "../engine/ports.ts";
import type { Engine } from "./engine.ts";
import { type Played, playPartners } from "./play-demo.ts";
import type { Stores } from "./stores.ts";

export interface First {
  readonly merchant: string;
  /** The demo's partners, played in this process. */
  readonly played: Played;
  /**
   * Makes what must be there before anything is asked: the configured merchant and its first key, or the demo's store. Resolves to
   * the token with which the first person becomes admin; undefined where there is somebody already.
   */
  readonly make: (engine: Engine, stores: Pick<Stores, "users">) => Promise<string | undefined>;
}

const NOBODY: Played = { partners: [], listening: () => {}, close: async () => {} };

/** Whom the store is for, known before anything is asked of it. */
export async function firstData({ demo, merchant, firstKey, sandboxPort }: ServerConfig, now: Clock): Promise<First> {
  if (!demo) {
    return {
      ...{ merchant, played: NOBODY },
      async make(engine, { users }) {
        await startMerchant(engine, merchant, firstKey);
        return firstPersonToken({ ...engine, users }, merchant);
      },
    };
  }
  const { DEMO_QUOTA_USE, demoCatalogue } = await import("../../demo/seed.ts");
  const seed = demoCatalogue(new Date(now()).toISOString());
  return {
    merchant: seed.merchant.id,
    played: sandboxPort === undefined ? NOBODY : await playPartners(seed, sandboxPort),
    async make(engine, { users }) {
      await startDemo(engine, seed, DEMO_QUOTA_USE);
      await startDemoPeople({ ...engine, users }, seed.merchant.id);
      return undefined;
    },
  };
}
