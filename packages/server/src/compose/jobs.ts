import { randomUUID } from "node:crypto";
import type { ServerConfig } from "../adapters/environment/config.ts";
import { smtpChannel } from "../adapters/notifications/email/smtp-channel.ts";
import { sandboxChannel } from "../adapters/notifications/sandbox/sandbox-channel.ts";
import { webhookChannel } from "../adapters/notifications/webhook/webhook-channel.ts";
import type { Store } from "../adapters/store/open-store.ts";
import { advanceAdjustments } from "../engine/advance-adjustments.ts";
import { countPlaces } from "../engine/count-places.ts";
import { keepPartnerMinutes } from "../engine/keep-partner-minutes.ts";
import { liveToday } from "../engine/live-days.ts";
import { lookAtPartners } from "../engine/look-at-partner.ts";
import { moveMoney } from "../engine/move-money.ts";
import type { ChannelName, Clock } from "../engine/ports.ts";
import { resolvePlans } from "../engine/resolve-plans.ts";
import type { HttpContext } from "../http/context.ts";
import { eachWhile } from "../jobs/each-while.ts";
import { eraseOldCases } from "../jobs/erase-cases.ts";
import { forgetOld } from "../jobs/forget-old.ts";
import { grantEachSecond } from "../jobs/grant-compensations.ts";
import type { SendDeps } from "../jobs/send-messages.ts";
import { startTelling } from "../jobs/start-telling.ts";
import { startWebhooks } from "../jobs/start-webhooks.ts";
import { watchPartners } from "../jobs/watch-partners.ts";
import type { Made } from "./context.ts";
import type { Failed } from "./failed.ts";

const SECOND_MS = 1_000;

type Stop = () => void | Promise<void>;

interface Running
  extends Pick<Made, "config" | "store" | "stores" | "sealers" | "engine" | "partners" | "support" | "sender"> {
  readonly context: HttpContext;
  readonly failed: Failed;
}

/** Starts what keeps plans, partners, adjustments and records going. Returns how to stop it: what is under way is finished. */
export function startJobs({ stores, engine, partners, support, context, failed }: Running): Stop {
  const { now, ids } = engine;
  const planning = { ...engine, ...context.planning };
  const looking = {
    ...engine,
    partners: partners.partners,
    watched: stores.partners,
    pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    failed: failed("a partner could not be looked at"),
  };
  const advancing = {
    ...engine,
    adjustments: stores.adjustments,
    rampFigures: context.effects.countCalls,
    failed: failed("an adjustment could not be advanced"),
  };
  const notMoved = failed("partners could not be asked to move money");
  const stops: readonly Stop[] = [
    forgetOld({ ...stores, changes: engine.changes, now, failed: failed("what is old could not be removed") }),
    eraseOldCases(stores.cases, support, now, failed("closed cases could not be erased")),
    watchPartners({
      look: () => lookAtPartners(looking),
      keepMinutes: keepPartnerMinutes(stores.partners, partners.counts, now, ids.secret().slice(0, 12)),
      failed: looking.failed,
    }),
    eachWhile(2 * SECOND_MS, () => advanceAdjustments(advancing), advancing.failed),
    // A plan is worked out within a minute of its merchant's midnight.
    eachWhile(60 * SECOND_MS, () => liveToday(planning), failed("the daily close was interrupted")),
    eachWhile(2 * SECOND_MS, () => resolvePlans(planning), failed("partners could not be asked again")),
    eachWhile(5 * SECOND_MS, () => countPlaces(engine.live), failed("places of quotas could not be counted")),
    eachWhile(SECOND_MS, () => moveMoney({ ...planning, failed: notMoved }), notMoved),
  ];
  return () => stopAll(stops);
}

/** Starts what tells people and other systems, and what is given to them. Returns how to stop it, as above. */
export function startMessengers({ config, store, stores, sealers, engine, sender, context, failed }: Running): Stop {
  const { now } = engine;
  const { vault } = sealers;
  const stops: readonly Stop[] = [
    startTelling({
      ...engine,
      ...context.planning,
      outbox: stores.outbox,
      channels: channelsOf(config, store, now),
      origin: context.publicUrl,
      people: stores.people,
      told: context.told,
      failed: failed("people could not be told"),
    }),
    grantEachSecond({
      ...engine,
      compensations: stores.compensations,
      vouchers: stores.vouchers,
      people: stores.people,
      vault,
      failed: failed("a compensation could not be granted"),
    }),
    startWebhooks({
      store: stores.webhooks,
      sender,
      queue: stores.webhookQueue,
      vault,
      changes: engine.changes,
      now,
      random: Math.random,
      worker: randomUUID(),
      failed: failed("events could not be delivered"),
    }),
  ];
  return () => stopAll(stops);
}

async function stopAll(stops: readonly Stop[]): Promise<void> {
  for (const stop of stops) await stop();
}

/** E-mail goes out where a server is named; every other channel is a sandbox until the store brings its own account. */
function channelsOf(config: ServerConfig, { db }: Store, now: Clock): SendDeps["channels"] {
  const { smtpUrl, mailFrom } = config;
  const sandbox = (name: ChannelName) => sandboxChannel(db, name, now);
  return {
    email: smtpUrl && mailFrom ? smtpChannel(smtpUrl, mailFrom) : sandbox("email"),
    sms: sandbox("sms"),
    wechat: sandbox("wechat"),
    inbox: sandbox("inbox"),
    webhook: config.demo ? sandbox("webhook") : webhookChannel(),
  };
}
