import type { Instant } from "@fenqi/core/calendar";
import { type RawBuilder, sql } from "kysely";

/** What time it is for `plan p`: its own test clock's or, without one, the world's, as it is handed in. */
export const planInstant = (at: Instant): RawBuilder<Date> => sql`
  coalesce((select k.at from test_clock k where k.merchant_id = p.merchant_id and k.id = p.test_clock), ${at}::timestamptz)`;

/** So many days, of 24 hours each. */
export const daysLong = (days: number): RawBuilder<unknown> => sql`${days} * interval '24 hours'`;
