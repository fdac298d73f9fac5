import { type PackedRows, textOf, unpackRows } from "@fenqi/core/reconciliation";
import { type Kysely, sql } from "kysely";
import type { ReconciliationRow } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

type Of = Pick<ReconciliationRow, "merchant" | "partner">;

/** The entry of each row of a page, in their order; null where a row has none. */
export type Movements = (number | null)[];

/** How many rows of a page say where in the books it is. */
const SAMPLE = 5;
/** Movements that are read beside a page, for each of its rows, and entries among which they are looked for: others' lie between. */
const BESIDE = 4;
const SPAN = 16;

/**
 * The movements that rows are exactly equal to, told or not.
 *
 * Partners mostly write their files in the order in which the books came to be. Where a few rows of a page say so, the movements
 * from the first to the last of these are read as a set, by their numbers and nothing else (the `limit` keeps it so), and laid
 * beside the page here: the store's reading and this work go on side by side. Whatever is not among them is looked up row by
 * row and by nothing else.
 */
export async function movementsOf(trx: Kysely<Tables>, of: Of, rows: PackedRows): Promise<Movements> {
  const movements = layBeside(rows, await readBeside(trx, of, rows));
  const places = placesOfNull(movements);
  if (places.length === 0) return movements;
  const found = await sql<{ readonly far: readonly (readonly [number, number])[] }>`
    select coalesce(json_agg(json_build_array(n, entry_seq)), '[]') as far from ${lookedUp(of, rows, places)}`.execute(
    trx,
  );
  for (const [at, entry] of found.rows[0]!.far) movements[at] = entry;
  return movements;
}

/** The places of rows without a movement. */
export function placesOfNull(movements: Readonly<Movements>): number[] {
  const places: number[] = [];
  for (let at = movements.indexOf(null); at >= 0; at = movements.indexOf(null, at + 1)) places.push(at);
  return places;
}

/** The first movement of each of some rows by its place, looked up by its reference (`offset 0`: and by nothing else). */
const lookedUp = ({ merchant, partner }: Of, packed: PackedRows, places: readonly number[]) => {
  const rows = unpackRows(packed, places);
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

/** Movements that lie beside a page. */
interface Beside {
  /** A line for each, as rows are packed. */
  readonly words: string;
  /** The numbers of their entries. */
  readonly entries: readonly number[];
}

/** The movements beside a page; null where the page is not in the books' order. */
async function readBeside(trx: Kysely<Tables>, of: Of, page: PackedRows): Promise<Beside | null> {
  const sample = Array.from({ length: SAMPLE }, (_, index) => Math.floor((index * (page.count - 1)) / (SAMPLE - 1)));
  const { rows } = await sql<{ readonly words: string | null; readonly entries: string }>`
    with sampled as materialized (
      select array_agg(entry_seq order by n) as entries from ${lookedUp(of, page, [...new Set(sample)])}
    ), stretch as materialized (
      select entries[1] as lowest, entries[array_upper(entries, 1)] as highest from sampled
      where entries = array(select entry from unnest(entries) as entry order by entry)
    )
    select string_agg(reference || ' ' || kind || ' ' || amount || ' ' || fee || ' ' || currency || ' '
      || coalesce(request, '') || E' \n', '') as words, string_agg(entry_seq::text, ',') as entries
    from stretch cross join lateral (
      select * from partner_movement where merchant_id = ${of.merchant} and entry_seq between lowest and highest
      limit ${BESIDE * page.count}) m
    where highest - lowest < ${SPAN * page.count} and m.partner = ${of.partner} and not m.given_up`.execute(trx);
  const { words, entries } = rows[0]!;
  return words === null ? null : { words, entries: JSON.parse(`[${entries}]`) };
}

/**
 * Which of the movements that were read each row is equal to: mostly all of a piece are the ones behind the last row's, or a row is
 * the next. A request that either of the two lacks makes no difference.
 */
function layBeside({ count, pieces }: PackedRows, beside: Beside | null): Movements {
  if (beside === null) return new Array<null>(count).fill(null);
  const { words, entries } = beside;
  const movements = new Array<number | null>(count).fill(null);
  let find: ReturnType<typeof finder> | undefined;
  /** The row, where the next movement's line begins, and which of them it is. */
  let [at, begin, next] = [0, 0, 0];
  for (const piece of pieces) {
    const text = textOf(piece.words);
    if (words.startsWith(text, begin)) {
      begin += text.length;
      for (const end = at + piece.count; at < end; at++) movements[at] = entries[next++]!;
      continue;
    }
    for (const line of linesOf(text)) {
      const row = at++;
      if (!words.startsWith(line, begin)) {
        find ??= finder(words);
        const place = find(line);
        if (place === undefined) continue;
        [begin, next] = place;
      }
      movements[row] = entries[next++]!;
      begin = words.indexOf("\n", begin) + 1;
    }
  }
  return movements;
}

/** The lines of a text, each with its end. */
function* linesOf(text: string): Generator<string> {
  for (let begin = 0; begin < text.length; ) {
    const end = text.indexOf("\n", begin) + 1;
    yield text.slice(begin, end);
    begin = end;
  }
}

/** Finds where the line of a movement begins and which of them it is, by the line of a row that is equal to it. */
function finder(words: string): (line: string) => readonly [number, number] | undefined {
  type Place = readonly [begin: number, next: number];
  const places = new Map<string, Place>();
  const withoutRequest = new Map<string, Place>();
  let [begin, next] = [0, 0];
  for (const line of linesOf(words)) {
    const place = [begin, next++] as const;
    places.set(line, place);
    withoutRequest.set(lessRequest(line), place);
    begin += line.length;
  }
  return (line) => {
    const less = lessRequest(line);
    return places.get(line) ?? (less === line ? withoutRequest.get(less) : places.get(less));
  };
}

/** The same line without a request. */
const lessRequest = (line: string): string => `${line.slice(0, line.lastIndexOf(" ", line.length - 3) + 1)} \n`;

/**
 * An array as the database reads it: ten times as fast as one that the client writes, which looks at each value's type, and one
 * flat string. JSON quotes printable ASCII, which references, kinds and currencies are, in the same way.
 */
export const arrayOf = <R>(rows: readonly R[], of: (row: R) => string | number | null): string =>
  `{${JSON.stringify(rows.map(of)).slice(1, -1)}}`;
