import { formatInstant } from "@fenqi/core/calendar";
import { momentOf, type PlanDeps } from "./change-plan.ts";
import { planNotice, stepOf, TOLD_TYPES } from "./plan-notices.ts";
import type { Message, NoticeEvent, NoticePage, PlanNoticeStore, StoredPlan, SupportPolicy } from "./ports.ts";

export interface TellPlansDeps extends PlanDeps {
  readonly notices: PlanNoticeStore;
  readonly support: Pick<SupportPolicy, "hours" | "telephone">;
}

/** Events looked through at a time. */
const PAGE = 1_000;

/**
 * Tells shoppers what has happened to their plans: one message for each event, from the events themselves. A page's messages
 * and the place from which the next page goes on are kept together, so that each is told once however many workers there are,
 * and whenever one of them is broken off. Returns how many messages were kept.
 */
export async function tellPlans(deps: TellPlansDeps): Promise<number> {
  let told = 0;
  for (const merchant of await deps.notices.waiting()) {
    for (;;) {
      const page = await deps.notices.page(merchant, TOLD_TYPES, PAGE);
      if (!page) break;
      const messages = await messagesOf(deps, merchant, page);
      if (await deps.notices.told(merchant, page, messages, formatInstant(deps.now()))) told += messages.length;
    }
  }
  return told;
}

async function messagesOf(deps: TellPlansDeps, merchant: string, { events }: NoticePage): Promise<readonly Message[]> {
  const live = deps.live.of(merchant);
  if (!live || events.length === 0) return [];
  const { catalogue } = live.record;
  const plans = await deps.plans.readAll(merchant, [...new Set(events.map(({ plan }) => plan))]);
  const byId = new Map(plans.map((stored): [string, StoredPlan] => [stored.plan.id, stored]));
  const known = new Map(events.map((event) => [placeOf(event), event]));
  const beside = (event: NoticeEvent, by: 1 | -1, type: NoticeEvent["type"]) => {
    const other = known.get(placeOf({ ...event, n: event.n + by }));
    return other?.type === type ? other : undefined;
  };
  return events.flatMap((event) => {
    const step = stepOf(event);
    // The last payment is told with the end that it brings.
    if (step === undefined || (step === "received" && beside(event, 1, "plan.settled"))) return [];
    const stored = byId.get(event.plan)!;
    const received = step === "settled" ? beside(event, -1, "plan.repaid")?.data.amount : undefined;
    const data = received === undefined ? event.data : { ...event.data, received };
    const { today } = momentOf(deps, merchant, stored);
    const told = { step, data, key: String(event.n) };
    return [planNotice(stored, event.contact, told, { catalogue, support: deps.support, today })];
  });
}

const placeOf = ({ plan, n }: NoticeEvent): string => `${plan} ${n}`;
