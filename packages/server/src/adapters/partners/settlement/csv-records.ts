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
/** What is read of so many lines is soon gone again: of more, the garbage collector would have much to carry about. */
const AT_ONCE = 128;

/**
 * The records of a CSV file, some at a time. Empty lines are left out. Fields may be quoted, and then hold commas, line ends
 * and doubled quotes.
 * Source: RFC 4180
 */
export async function* csvRecords(
  file: AsyncIterable<Uint8Array>,
  { encoding = "utf-8", quoted = true }: CsvDialect = {},
): AsyncGenerator<readonly CsvRecord[]> {
  const decoder = new TextDecoder(encoding);
  const reader = recordReader(quoted);
  let rest = "";
  for await (const piece of file) {
    const text = rest + decoder.decode(piece, { stream: true });
    const end = text.lastIndexOf("\n") + 1;
    yield* reader.read(text, end);
    rest = text.slice(end);
    reader.begin(rest);
  }
  const text = `${rest}${decoder.decode()}\n`;
  yield* reader.read(text, text.length);
  reader.end();
}

/** Reads records of whole lines. A quote that is not closed in them leaves a record open for the next ones. */
function recordReader(quoted: boolean) {
  let open = "";
  let begun = 1;
  let line = 1;
  const assertNotLonger = (length: number) => {
    if (length > LONGEST) throw new SettlementFlaw(begun, "too_long");
  };
  /** The record that a line with a quote closes; undefined where it leaves one open. */
  const close = (text: string): string | undefined => {
    const record = open + text;
    open = "";
    if (quotesOf(record) % 2 === 0) return record;
    assertNotLonger(record.length);
    open = `${record}\n`;
    return undefined;
  };
  return {
    /** The lines of a text up to `end`, which is behind the end of one. */
    *read(text: string, end: number): Generator<readonly CsvRecord[]> {
      let quote = quoted ? text.indexOf('"') : -1;
      let records: CsvRecord[] = [];
      for (let from = 0, next = 0; from < end; from = next) {
        next = text.indexOf("\n", from) + 1;
        line += 1;
        if (quote >= 0 && quote < from) quote = text.indexOf('"', from);
        const until = text[next - 2] === "\r" ? next - 2 : next - 1;
        if (open || (quote >= 0 && quote < next)) {
          const record = close(text.slice(from, next - 1));
          if (record === undefined) continue;
          records.push({ line: begun, fields: quotedFields(record.endsWith("\r") ? record.slice(0, -1) : record) });
        } else if (until > from) records.push({ line: begun, fields: plainFields(text, from, until) });
        begun = line;
        if (records.length < AT_ONCE) continue;
        yield records;
        records = [];
      }
      yield records;
    },
    /** Throws `too_long` where a line that has only begun makes its record too long already. */
    begin: (rest: string) => assertNotLonger(open.length + rest.length),
    /** Throws `cut_off` where a record is open. */
    end(): void {
      if (open) throw new SettlementFlaw(begun, "cut_off");
    },
  };
}

function quotesOf(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

/** The fields between two places of a text, with no quote among them. */
function plainFields(text: string, begin: number, end: number): readonly string[] {
  const fields: string[] = [];
  for (let from = begin; ; ) {
    const comma = text.indexOf(",", from);
    if (comma < 0 || comma >= end) {
      fields.push(text.slice(from, end));
      return fields;
    }
    fields.push(text.slice(from, comma));
    from = comma + 1;
  }
}

const QUOTED = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g;

function quotedFields(record: string): readonly string[] {
  return [...(record.startsWith(",") ? `,${record}` : record).matchAll(QUOTED)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}
