import { type Kysely, sql } from "kysely";
import type { AgreedStore, ConsentRow, PlanStatement } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

interface AgreedRecord extends Omit<ConsentRow, "shown_at" | "confirmed_at" | "shown"> {
  readonly shown_at: Date;
  readonly confirmed_at: Date;
  readonly shown: string;
}

type Event = PlanStatement["events"][number];

interface EventRecord extends Pick<Event, "type"> {
  readonly at: Date;
  readonly body: string;
}

/** The consent to a plan as it was kept, the short code of its quote, and the plan's events. */
export const agreedStore = (db: Kysely<Tables>): AgreedStore => ({
  consent: (merchant, plan) => consentTo(db, merchant, plan),

  async read(merchant, { plan: { id: plan }, facts: { quote }, events: upTo }) {
    const consent = await consentTo(db, merchant, plan);
    const quotes = await sql<{ readonly code: string }>`
      select code from quote_record where merchant_id = ${merchant} and id = ${quote}`.execute(db);
    const events = await sql<EventRecord>`
      select type, at, body from plan_event
      where merchant_id = ${merchant} and plan_id = ${plan} and n <= ${upTo} order by n`.execute(db);
    return {
      code: quotes.rows[0]?.code ?? null,
      events: events.rows.map(({ type, at, body }) => ({
        plan,
        type,
        at: at.toISOString(),
        data: JSON.parse(body) as Event["data"],
      })),
      consent,
    };
  },
});

async function consentTo(db: Kysely<Tables>, merchant: string, plan: string): Promise<ConsentRow | undefined> {
  const { rows } = await sql<AgreedRecord>`
    select disclosure, language, shown_at, confirmed_at, reading_seconds, catalogue_version, shown
    from consent where merchant_id = ${merchant} and plan_id = ${plan}`.execute(db);
  const consent = rows[0];
  return (
    consent && {
      ...consent,
      shown_at: consent.shown_at.toISOString(),
      confirmed_at: consent.confirmed_at.toISOString(),
      shown: JSON.parse(consent.shown) as ConsentRow["shown"],
    }
  );
}
