import { createHash } from "node:crypto";
import { sql } from "kysely";
import { DEFAULTS } from "../../packages/server/src/adapters/environment/config.ts";
import { sandboxChannel } from "../../packages/server/src/adapters/notifications/sandbox/sandbox-channel.ts";
import { connectPartners } from "../../packages/server/src/adapters/partners/connect.ts";
import { readSandboxFile } from "../../packages/server/src/adapters/partners/settlement/sandbox-file.ts";
import { idsFrom } from "../../packages/server/src/adapters/token/ids.ts";
import { engineOf } from "../../packages/server/src/compose/engine.ts";
import { sealersOf } from "../../packages/server/src/compose/sealers.ts";
import { storesOf } from "../../packages/server/src/compose/stores.ts";
import { applyCatalogue } from "../../packages/server/src/engine/apply-catalogue.ts";
import { momentAt } from "../../packages/server/src/engine/change-plan.ts";
import { closePlans } from "../../packages/server/src/engine/close-plans.ts";
import { startMerchant } from "../../packages/server/src/engine/first-start.ts";
import { hearPartner } from "../../packages/server/src/engine/hear-partner.ts";
import { houseTerms } from "../../packages/server/src/engine/house-terms.ts";
import { type ImportSettlement, importSettlement } from "../../packages/server/src/engine/import-settlement.ts";
import { liveDay } from "../../packages/server/src/engine/live-days.ts";
import { moveMoney } from "../../packages/server/src/engine/move-money.ts";
import type {
  CallbackMessage,
  Channel,
  PartnerPort,
  Partners,
  WebhookSender,
} from "../../packages/server/src/engine/ports.ts";
import { refresh } from "../../packages/server/src/engine/refresh.ts";
import { resolvePlans } from "../../packages/server/src/engine/resolve-plans.ts";
import { sealAudit } from "../../packages/server/src/engine/seal-audit.ts";
import { DEFAULT_SUPPORT } from "../../packages/server/src/engine/support-policy.ts";
import { tellPlans } from "../../packages/server/src/engine/tell-plans.ts";
import { createEndpoint } from "../../packages/server/src/engine/webhook-endpoints.ts";
import { webhookDeliverer } from "../../packages/server/src/jobs/deliver-webhooks.ts";
import { sendMessages } from "../../packages/server/src/jobs/send-messages.ts";
import type { Dice } from "../model/dice.ts";
import { simulatedCatalogue } from "./catalogue.ts";
import type { SimulatedDatabase } from "./database.ts";
import type { Life } from "./fate.ts";

export const MERCHANT = "shop";

/** One key for every run: what is kept of addresses and references is a keyed hash, and a seed leaves the same. */
export const SEALERS = sealersOf([createHash("sha256").update("simulator").digest()]);

export interface ServerSetting {
  readonly name: string;
  readonly database: SimulatedDatabase;
  readonly now: () => number;
  /** Of which ids are made. */
  readonly roll: Dice;
  readonly life: Life;
  /** The partners' ports, by name, and who is told of events, as this life sees them. */
  readonly ports: ReadonlyMap<string, PartnerPort>;
  readonly sender: WebhookSender;
}

export type SimulatedServer = Awaited<ReturnType<typeof startServer>>;

/** The server's own composition over a store, but for the routes: everything in memory is new, everything kept is as it was. */
export async function startServer({ name, database, now, roll, life, ports, sender }: ServerSetting) {
  const store = database.open(name, life);
  const stores = storesOf(store, SEALERS, now);
  const ids = idsFrom((stock) => {
    for (let at = 0; at < stock.length; at++) stock[at] = roll(256);
  });
  const recorder = { record: () => {}, tokenOf: stores.quotes.tokenOf, tokenByCode: stores.quotes.tokenByCode };
  const engine = {
    ...engineOf({ ...DEFAULTS, approvals: "none" }, stores, SEALERS, recorder as never, now, undefined),
    ids,
  };
  const bringUp = () => refresh({ store: stores.catalogues, live: engine.live, keys: engine.keys, now });
  await bringUp();

  const own = connectPartners([], {
    now,
    record: () => {},
    opened: () => {},
    houseTerms: ({ merchant, partner }, method) =>
      houseTerms(engine.live.of(merchant)?.record.catalogue, partner, method),
  });
  const partners: Partners = {
    find: (merchant, partner) => ports.get(partner) ?? own.find(merchant, partner),
    all: () => [...ports.keys()].map((partner) => ({ merchant: MERCHANT, partner })),
  };
  const failures: unknown[] = [];
  const channel: Channel = sandboxChannel(store.db, "email", now);
  const deps = {
    ...engine,
    partners,
    plans: stores.plans,
    notices: stores.planNotices,
    movements: stores.movements,
    callbacks: stores.callbacks,
    clocks: stores.clocks,
    reconciliations: stores.reconciliations,
    settlements: SEALERS.settlements,
    vault: SEALERS.vault,
    planLinks: SEALERS.planLinks,
    support: DEFAULT_SUPPORT,
    audit: stores.audit,
    signer: SEALERS.audit,
    outbox: stores.outbox,
    channels: { email: channel, sms: channel, wechat: channel, inbox: channel, webhook: channel },
    origin: "https://shop.example",
    failed: (error: unknown) => void failures.push(error),
    queue: stores.webhookQueue,
    sender,
    webhooks: sender,
    random: () => roll(1_000) / 1_000,
    worker: ids.secret(),
  };
  const deliverer = webhookDeliverer(deps);

  return {
    life,
    deps,
    /** What went wrong behind everybody's back. */
    failures,
    /** The merchant with its catalogue, at the very beginning. */
    async begin(): Promise<void> {
      await startMerchant(deps, MERCHANT, undefined);
      const once = { merchant: MERCHANT, key: "catalogue", requestHash: "catalogue" };
      const catalogue = simulatedCatalogue(MERCHANT);
      const answer = () => ({ status: 201, body: "{}" });
      const applied = await applyCatalogue(deps, { once, by: "first", baseVersion: null, catalogue, answer } as never);
      if (applied.kind !== "done") throw new Error(`the catalogue is refused: ${JSON.stringify(applied)}`);
      await bringUp();
      const endpoint = { url: "https://receiver.example", events: ["plan.*"], by: "first", answer };
      const made = await createEndpoint(deps, {
        once: { ...once, key: "endpoint", requestHash: "endpoint" },
        ...endpoint,
      });
      if (made.kind !== "done") throw new Error(`the receiver is refused: ${JSON.stringify(made)}`);
    },
    /** What came of something that this life began; undefined where its end came first. Throws what failed while it lived. */
    async unlessEnded<T>(begun: Promise<T>): Promise<T | undefined> {
      try {
        return await begun;
      } catch (error) {
        if (life.alive) throw error;
        return undefined;
      }
    },
    /** Takes in what others have changed. */
    refresh: bringUp,
    /** What the jobs of a server do all the time. */
    async askPartners(): Promise<void> {
      await resolvePlans(deps);
      await moveMoney(deps);
    },
    /** Today's plans; in sets of a few, where `setSize` says so, as a server with thousands of plans has them. */
    async liveToday(setSize: number | undefined): Promise<void> {
      const moment = momentAt(deps.live, MERCHANT, now());
      if (setSize !== undefined) await closePlans(deps, MERCHANT, null, moment, setSize);
      await liveDay(deps, MERCHANT, moment);
    },
    /** Shoppers by letters, the receiver by events; and the log is sealed. */
    async tell(): Promise<void> {
      await tellPlans(deps);
      while ((await sendMessages(deps)) > 0);
      await deliverer.look();
      await deliverer.idle();
      await sealAudit(deps);
    },
    hear: (partner: string, message: CallbackMessage) => hearPartner(deps, partner, MERCHANT, message),
    importFile: (file: Omit<ImportSettlement, "merchant" | "reader">) =>
      importSettlement(deps, { ...file, merchant: MERCHANT, reader: readSandboxFile }),
    /** What must not be: a test clock's plans live a day of the world. */
    async liveElsewhere(): Promise<void> {
      const { rows } = await sql<{ id: string }>`select id from test_clock order by id`.execute(store.db);
      for (const { id } of rows) await closePlans(deps, MERCHANT, id, momentAt(deps.live, MERCHANT, now()));
    },
  };
}
