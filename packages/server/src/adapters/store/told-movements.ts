import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * Which movements were told, kept as a bit for each, 1024 to a row of `told_block`, by the number of their entry. Fragments of
 * statements; each `entry` is a number of the ledger's.
 */
type Sql = RawBuilder<unknown>;

export const blockOf = (entry: Sql): Sql => sql`(${entry} >> 10)`;

/** Whether a movement's bit is among its block's. */
export const isIn = (bits: Sql, entry: Sql): Sql => sql`(get_bit(${bits}, (${entry} & 1023)::integer) = 1)`;

/** The bits of all of a group's movements, which are of one block. */
export const bitsOf = (entry: Sql): Sql => sql`bit_or(set_bit(0::bit(1024), (${entry} & 1023)::integer, 1))`;

/** Whether a movement was told. */
export const isTold = (merchant: Sql, entry: Sql): Sql => sql`exists (
  select from told_block where merchant_id = ${merchant} and block = ${blockOf(entry)} and ${isIn(sql`told`, entry)})`;

/** The blocks of the movements that are `entry_seq` of a relation, each with their bits as `told`, in the order in which blocks are taken. */
export const blocksOf = (movements: Sql): Sql => sql`
  select ${blockOf(sql`entry_seq`)} as block, ${bitsOf(sql`entry_seq`)} as told from ${movements} group by 1 order by 1`;

/**
 * Tells the movements of blocks. Returns these, with the bits that nothing had told before as `fresh`.
 * Blocks are taken in one order, so that two files wait for each other in a row.
 */
export const tell = (merchant: string, blocks: Sql): Sql => sql`
  insert into told_block as b (merchant_id, block, told, fresh)
  select ${merchant}, block, told, told from (select * from ${blocks} order by block) as asked
  on conflict (merchant_id, block) do update set told = b.told | excluded.told, fresh = excluded.told & ~b.told
  returning block, fresh`;

/**
 * Tells movements, by the numbers of their entries. The same list, with null for each that something had told before, be it
 * further ahead in the list.
 */
export async function tellMovements(
  trx: Kysely<Tables>,
  merchant: string,
  movements: readonly (number | null)[],
): Promise<(number | null)[]> {
  const blocks = new Map<number, Uint8Array>();
  const newBlock = (block: number): Uint8Array => {
    const bits = new Uint8Array(128);
    blocks.set(block, bits);
    return bits;
  };
  const once = movements.map((entry) => {
    if (entry === null) return null;
    const block = Math.floor(entry / 1_024);
    const bits = blocks.get(block) ?? newBlock(block);
    const byte = (entry % 1_024) >> 3;
    const bit = 0x80 >> (entry % 8);
    if (bits[byte]! & bit) return null;
    bits[byte]! |= bit;
    return entry;
  });
  const { rows } = await sql<{ readonly block: string; readonly taken: string }>`
    with asked as materialized (
      select * from unnest(
        ${`{${[...blocks.keys()]}}`}::bigint[],
        ${`{${Array.from(blocks.values(), (bits) => `x${Buffer.from(bits).toString("hex")}`)}}`}::bit(1024)[]
      ) as b(block, told)
    ), block as (${tell(merchant, sql`asked`)}
    )
    select block, asked.told & ~fresh as taken from asked join block using (block)
    where asked.told & ~fresh <> 0::bit(1024)`.execute(trx);
  const taken = new Map(rows.map((row) => [Number(row.block), row.taken]));
  if (taken.size === 0) return once;
  return once.map((entry) =>
    entry !== null && taken.get(Math.floor(entry / 1_024))?.[entry % 1_024] === "1" ? null : entry,
  );
}
