import { SettlementFlaw } from "./settlement-flaw.ts";

/** One record of a CSV file, and the line that it begins in. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

export interface CsvDialect {
  readonly encoding?: "utf-8" | "gb18030";
  /** False where a quote is a character like any other. */
  readonly quoted?: boolean;
}

/** No record of a settlement file is longer, in characters. */
const LONGEST = 64 * 1024;

/**
 * The records of a CSV file, as many at a time as a piece of the file brings. Empty lines are left out. Fields may be
 * quoted, and then hold commas, line ends and doubled quotes.
 * Source: RFC 4180
 */
export async function* csvRecords(
  file: AsyncIterable<Uint8Array>,
  { encoding = "utf-8", quoted = true }: CsvDialect = {},
): AsyncGenerator<readonly CsvRecord[]> {
  const decoder = new TextDecoder(encoding);
  let rest = "";
  let line = 1;
  for await (const piece of file) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop()!;
    const { records, open, next } = readLines(lines, line, quoted);
    if (open.length + rest.length > LONGEST) throw new SettlementFlaw(next, "too_long");
    line = next;
    rest = open + rest;
    yield records;
  }
  const { records, open, next } = readLines((rest + decoder.decode()).split("\n"), line, quoted);
  if (open) throw new SettlementFlaw(next, "cut_off");
  yield records;
}

/** Records of whole lines; `open`: lines at the end whose quote is not closed yet, and `next` the line where they begin. */
function readLines(lines: readonly string[], first: number, quoted: boolean) {
  const records: CsvRecord[] = [];
  let open = "";
  let begun = first;
  let line = first;
  for (const raw of lines) {
    const text = open + raw;
    line += 1;
    if (quoted && quotesOf(text) % 2 === 1) {
      if (text.length > LONGEST) throw new SettlementFlaw(begun, "too_long");
      open = `${text}\n`;
      continue;
    }
    const record = text.endsWith("\r") ? text.slice(0, -1) : text;
    if (record !== "") records.push({ line: begun, fields: quoted ? fieldsOf(record) : record.split(",") });
    open = "";
    begun = line;
  }
  return { records, open, next: begun };
}

function quotesOf(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

const QUOTED = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g;

function fieldsOf(record: string): readonly string[] {
  if (!record.includes('"')) return record.split(",");
  return [...(record.startsWith(",") ? `,${record}` : record).matchAll(QUOTED)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}
