import type { ServerConfig } from "../adapters/environment/config.ts";
import { startDemoPeople } from "../engine/demo-people.ts";
import { firstPersonToken } from "../engine/first-person.ts";
import { startDemo, startMerchant } from "../engine/first-start.ts";
import type { Engine } from "./engine.ts";
import { type Played, playPartners } from "./play-demo.ts";
import type { Stores } from "./stores.ts";

export interface FirstData {
  readonly merchant: string;
  /** The demo's partners, played in this process. */
  readonly played: Played;
  /** With which the first person becomes admin; undefined where there is somebody already. */
  readonly setupToken: string | undefined;
}

const NOBODY: Played = { partners: [], listening: () => {}, close: async () => {} };

/** Makes what must be there before anything is asked: the configured merchant and its first key, or the demo's store. */
export async function makeFirstData(config: ServerConfig, engine: Engine, { users }: Stores): Promise<FirstData> {
  const { demo, merchant, firstKey, sandboxPort } = config;
  if (!demo) {
    await startMerchant(engine, merchant, firstKey);
    return { merchant, played: NOBODY, setupToken: await firstPersonToken({ ...engine, users }, merchant) };
  }
  const { DEMO_QUOTA_USE, demoCatalogue } = await import("../../demo/seed.ts");
  const seed = demoCatalogue(new Date(engine.now()).toISOString());
  await startDemo(engine, seed, DEMO_QUOTA_USE);
  await startDemoPeople({ ...engine, users }, seed.merchant.id);
  const played = sandboxPort === undefined ? NOBODY : await playPartners(seed, sandboxPort);
  return { merchant: seed.merchant.id, played, setupToken: undefined };
}
