import { formatInstant, type IsoDate, toEpochDay, toIsoDate } from "@fenqi/core/calendar";
import type { Merchant } from "@fenqi/core/catalogue";
import type { Moment } from "@fenqi/core/plan";
import { planNotice } from "./plan-notices.ts";
import type { ComingPayment, StoredPlan } from "./ports.ts";
import type { TellPlansDeps } from "./tell-plans.ts";

/** Plans reminded at once. */
const PAGE = 500;
/** Days before a payment is due, where the merchant says nothing else. */
const DAYS_BEFORE = 3;

/** How many days before a payment is due its shopper is reminded; 0: never. */
export const remindDays = ({ remind_days }: Pick<Merchant, "remind_days">): number => remind_days ?? DAYS_BEFORE;

/**
 * Reminds shoppers of payments that come up, some days before: a part of the daily close. A day is done once it is done for
 * all; before that it is begun again from the first page, and a reminder that is kept already is not kept again. So it
 * may be broken off, run twice, and on several workers at once; days on which nothing ran are made up for, as long as the
 * payment is still to come. Who has something overdue was told of that.
 *
 * Returns how many were looked at.
 */
export async function remindPlans(
  deps: TellPlansDeps,
  merchant: string,
  clock: string | null,
  { today }: Moment,
): Promise<number> {
  const { catalogue } = deps.live.of(merchant)!.record;
  const days = remindDays(catalogue.merchant);
  const through = (await deps.notices.remindedThrough(merchant, clock)) ?? addDays(today, -1);
  if (days === 0 || through >= today) return 0;
  const after = later(addDays(through, days), today);
  const setting = { catalogue, support: deps.support, today };
  let looked = 0;
  let last: ComingPayment | undefined;
  for (;;) {
    const page = await deps.notices.coming(merchant, clock, { after, until: addDays(today, days) }, last, PAGE);
    const plans = await deps.plans.readAll(
      merchant,
      page.map(({ plan }) => plan),
    );
    const byId = new Map(plans.map((stored): [string, StoredPlan] => [stored.plan.id, stored]));
    const messages = page.map(({ plan, dueOn, contact }) => {
      const told = { step: "coming", data: { due_on: dueOn }, key: `coming:${dueOn}` } as const;
      return planNotice(byId.get(plan)!, contact, told, setting);
    });
    await deps.notices.remind(merchant, messages, formatInstant(deps.now()));
    looked += page.length;
    if (page.length < PAGE) break;
    last = page.at(-1);
  }
  await deps.notices.setReminded(merchant, clock, today);
  return looked;
}

const addDays = (day: IsoDate, days: number): IsoDate => toIsoDate(toEpochDay(day) + days);
const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);
