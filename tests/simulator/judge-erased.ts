import type { SimulatedDatabase } from "./database.ts";
import type { Evidence, Verdict } from "./judge.ts";
import { namesOf } from "./operations.ts";
import { MERCHANT, SEALERS } from "./server.ts";
import type { Erased } from "./shop.ts";

/** Plans of a shopper, and what of them is kept for good: entries, postings, events and the consent, each as it is written. */
export async function keptOf(database: SimulatedDatabase, ref: string): Promise<Pick<Erased, "plans" | "books">> {
  const found = await database.rows<{ id: string }>("select id from plan where shopper_ref = $1 order by id", [ref]);
  const plans = found.map(({ id }) => id);
  return { plans, books: await booksOf(database, plans) };
}

async function booksOf(database: SimulatedDatabase, plans: readonly string[]): Promise<string[]> {
  const rows = await database.rows<{ row: string }>(
    `select to_jsonb(e)::text as row from ledger_entry e where plan_id = any($1)
      union all select to_jsonb(p)::text from posting p join ledger_entry e on e.seq = p.entry_seq where e.plan_id = any($1)
      union all select to_jsonb(v)::text from plan_event v where plan_id = any($1)
      union all select to_jsonb(c)::text from consent c where plan_id = any($1)`,
    [plans],
  );
  return rows.map(({ row }) => row);
}

const TABLES = `
  select quote_ident(table_name) as name from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;

/** Whoever was erased stands nowhere any more, by name, address or a hash of it; and their plans' books are the same to the byte. */
export async function judgeErased({ database, shop, isCalm }: Evidence): Promise<Pick<Verdict, "remembered">> {
  if (!isCalm || shop.erased.length === 0) return { remembered: [] };
  const remembered: string[] = [];
  for (const { person, plans, books } of shop.erased) {
    const now = new Set(await booksOf(database, plans));
    for (const row of books) if (!now.has(row)) remembered.push(`${person}: ${row} is not in the books`);
  }
  const wanted = shop.erased.flatMap(({ person }) => {
    const { ref, address } = namesOf(person);
    return [ref, ...SEALERS.vault.addressMarks(MERCHANT, "email", address)];
  });
  for (const { name } of await database.rows<{ name: string }>(TABLES)) {
    const rows = await database.rows<{ what: string; row: string }>(
      `select w.what, t::text as row from ${name} t join unnest($1::text[]) as w(what) on position(w.what in t::text) > 0`,
      [wanted],
    );
    for (const { what, row } of rows) remembered.push(`${what} in ${name}: ${row}`);
  }
  return { remembered };
}
