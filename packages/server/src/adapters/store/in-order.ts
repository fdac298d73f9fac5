import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Longer than a statement that writes a numbered row may run. */
const LONGEST = "20 seconds";

/**
 * The instant before which every row that was written is to be seen, or never will be: when the oldest transaction began that is
 * running in this database and has written, or now. To be asked in a statement of its own, before the rows are read: only what
 * is read after it sees what it has counted as done. By the database's own clock, which rows are stamped by as well.
 *
 * A transaction that writes numbered rows runs for {@link LONGEST} at most; an older one, such as a migration, holds nothing back.
 * Those of another login are not seen, unless this one may read all statistics: servers of one database are one login.
 */
export async function writtenBefore(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ instant: string }>`
    select greatest(least(asked.at, (
      select min(xact_start) from pg_stat_get_activity(null)
      where backend_xid is not null and pid <> pg_backend_pid()
        and datid = (select oid from pg_database where datname = current_database())
    )), asked.at - ${LONGEST}::interval)::text as instant
    from (select clock_timestamp() as at offset 0) as asked`.execute(db);
  return rows[0]!.instant;
}

/**
 * Numbered rows of a subquery up to the first before which another may still appear: a reader that goes on after the last of them
 * passes nothing over. `found` has `seq` and `written_at`; `before` is of {@link writtenBefore}.
 */
export const inOrder = (found: RawBuilder<unknown>, before: string) => sql`
  select * from (
    select found.*, bool_and(coalesce(written_at < ${before}::timestamptz, true)) over (order by seq) as is_settled
    from (${found}) as found) as numbered
  where is_settled`;
