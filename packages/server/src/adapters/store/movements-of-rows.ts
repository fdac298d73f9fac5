import { unpackRow } from "@fenqi/core/reconciliation";
import { type Kysely, sql } from "kysely";
import type { ReconciliationRow } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

type Of = Pick<ReconciliationRow, "merchant" | "partner">;

/** The entry of each row of a page, in their order; null where a row has none. */
export type Movements = readonly (number | null)[];

/** How many rows of a page say where in the books it is. */
const SAMPLE = 5;
/** Movements that are read beside a page, for each of its rows, and entries among which they are looked for: others' lie between. */
const BESIDE = 4;
const SPAN = 16;

/**
 * The movements that rows, by their packed lines, are exactly equal to, told or not.
 *
 * Partners mostly write their files in the order in which the books came to be. Where a few rows of a page say so, the movements
 * from the first to the last of these are read as a set, by their numbers and nothing else (the `limit` keeps it so), and laid
 * beside the page here: the store's reading and this work go on side by side. Whatever is not among them is looked up row by
 * row and by nothing else.
 */
export async function movementsOf(trx: Kysely<Tables>, of: Of, rows: readonly string[]): Promise<Movements> {
  const near = layBeside(rows, await readBeside(trx, of, rows));
  const places = [...rows.keys()].filter((at) => near[at] === null);
  if (places.length === 0) return near;
  const found = await sql<{ readonly far: readonly (readonly [number, number])[] }>`
    select coalesce(json_agg(json_build_array(n, entry_seq)), '[]') as far from ${lookedUp(of, rows, places)}`.execute(
    trx,
  );
  const movements = [...near];
  for (const [at, entry] of found.rows[0]!.far) movements[at] = entry;
  return movements;
}

/** The first movement of each of some rows by its place, looked up by its reference (`offset 0`: and by nothing else). */
const lookedUp = ({ merchant, partner }: Of, lines: readonly string[], places: readonly number[]) => {
  const rows = places.map((at) => unpackRow(lines[at]!));
  return sql`(
    select distinct on (n) n, e.entry_seq from unnest(
      ${arrayOf(places, (at) => at)}::integer[], ${arrayOf(rows, ({ reference }) => reference)}::text[],
      ${arrayOf(rows, ({ request }) => request)}::text[], ${arrayOf(rows, ({ kind }) => kind)}::text[],
      ${arrayOf(rows, ({ amount }) => amount)}::bigint[], ${arrayOf(rows, ({ fee }) => fee)}::bigint[],
      ${arrayOf(rows, ({ currency }) => currency)}::text[]
    ) as g(n, reference, request, kind, amount, fee, currency) cross join lateral (
      select entry_seq from (select * from partner_movement where reference = g.reference collate "C" offset 0) m
      where m.merchant_id = ${merchant} and m.partner = ${partner} and not m.given_up
        and (m.kind, m.amount, m.fee, m.currency) = (g.kind, g.amount, g.fee, g.currency)
        and (g.request is null or m.request is null or m.request = g.request) offset 0) e
    order by n, e.entry_seq) as found`;
};

/** The movements beside a page: lines as its own, with the number of an entry for the time; null where the page is not in the books' order. */
async function readBeside(trx: Kysely<Tables>, of: Of, lines: readonly string[]): Promise<string | null> {
  const sample = Array.from({ length: SAMPLE }, (_, index) => Math.floor((index * (lines.length - 1)) / (SAMPLE - 1)));
  const { rows } = await sql<{ readonly beside: string | null }>`
    with sampled as materialized (
      select array_agg(entry_seq order by n) as entries from ${lookedUp(of, lines, [...new Set(sample)])}
    ), stretch as materialized (
      select entries[1] as lowest, entries[array_upper(entries, 1)] as highest from sampled
      where entries = array(select entry from unnest(entries) as entry order by entry)
    )
    select string_agg(reference || ' ' || kind || ' ' || amount || ' ' || fee || ' ' || currency || ' '
      || coalesce(request, '') || ' ' || entry_seq, E'\n') as beside
    from stretch cross join lateral (
      select * from partner_movement where merchant_id = ${of.merchant} and entry_seq between lowest and highest
      limit ${BESIDE * lines.length}) m
    where highest - lowest < ${SPAN * lines.length} and m.partner = ${of.partner} and not m.given_up`.execute(trx);
  return rows[0]!.beside;
}

/**
 * Which of the movements that were read each row is equal to: mostly the one behind the last row's. A request that either of the
 * two lacks makes no difference.
 */
function layBeside(lines: readonly string[], beside: string | null): Movements {
  if (beside === null) return lines.map(() => null);
  let next = 0;
  let find: ((words: string) => number | undefined) | undefined;
  return lines.map((line) => {
    const words = wordsOf(line);
    if (!beside.startsWith(words, next)) {
      find ??= finder(beside);
      const place = find(words);
      if (place === undefined) return null;
      next = place;
    }
    const found = beside.indexOf("\n", next);
    const end = found < 0 ? beside.length : found;
    const entry = Number(beside.slice(beside.lastIndexOf(" ", end - 1), end));
    next = end + 1;
    return entry;
  });
}

/** Finds where the line of a movement begins, by the words that a row has to be equal to. */
function finder(beside: string): (words: string) => number | undefined {
  const places = new Map<string, number>();
  const withoutRequest = new Map<string, number>();
  let place = 0;
  for (const line of beside.split("\n")) {
    const words = wordsOf(line);
    places.set(words, place);
    withoutRequest.set(lessRequest(words), place);
    place += line.length + 1;
  }
  return (words) => {
    const less = lessRequest(words);
    return places.get(words) ?? (less === words ? withoutRequest.get(less) : places.get(less));
  };
}

/** All of a line but its last word. */
const wordsOf = (line: string): string => line.slice(0, line.lastIndexOf(" ") + 1);
/** The same without a request. */
const lessRequest = (words: string): string => `${words.slice(0, words.lastIndexOf(" ", words.length - 2) + 1)} `;

/**
 * An array as the database reads it: ten times as fast as one that the client writes, which looks at each value's type, and one
 * flat string. JSON quotes printable ASCII, which references, kinds and currencies are, in the same way.
 */
export const arrayOf = <R>(rows: readonly R[], of: (row: R) => string | number | null): string =>
  `{${JSON.stringify(rows.map(of)).slice(1, -1)}}`;
