import fc from "fast-check";
import { expect, test } from "vitest";
import { type CsvDialect, type CsvRecord, csvRecords } from "./csv-records.ts";

async function read(text: string, size: number, dialect?: CsvDialect): Promise<CsvRecord[]> {
  const bytes = new TextEncoder().encode(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const records: CsvRecord[] = [];
  for await (const some of csvRecords(pieces(), dialect)) records.push(...some);
  return records;
}

/** Of each field whether it is quoted: it is where it has to be. */
const field = fc
  .tuple(fc.string({ unit: fc.constantFrom("a", "元", ",", '"', "\n", "\r", " "), maxLength: 6 }), fc.boolean())
  .map(([text, wanted]) => ({ text, quoted: wanted || /[",\n\r]/.test(text) }));
type Field = { readonly text: string; readonly quoted: boolean };
const written = ({ text, quoted }: Field) => (quoted ? `"${text.replaceAll('"', '""')}"` : text);
const lineOf = (fields: readonly Field[]) => fields.map(written).join(",");

test("what was written is read, in its line, wherever the file is cut and however many records it has", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 300 }),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      fc.constantFrom(1, 7, 500, 100_000),
      async (records, lineEnd, endsWithLine, size) => {
        const lines = records.map(lineOf);
        const expected: CsvRecord[] = [];
        let line = 1;
        for (const [at, text] of lines.entries()) {
          if (text !== "") expected.push({ line, fields: records[at]!.map((each) => each.text) });
          line += text.split("\n").length;
        }
        expect(await read(lines.join(lineEnd) + (endsWithLine ? lineEnd : ""), size)).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test("where quotes are characters like any other, a line is a record", async () => {
  const records = await read('a,"b\nc",d\n', 3, { quoted: false });
  expect(records.map(({ line, fields }) => [line, ...fields])).toEqual([
    [1, "a", '"b'],
    [2, 'c"', "d"],
  ]);
});

test.each([1, 5_000])(
  "a record that is left open ends the reading, and so does one that is too long (%i)",
  async (size) => {
    await expect(read('a\n"b\nc\n', size)).rejects.toMatchObject({ flaw: "cut_off", line: 2 });
    await expect(read(`a\n"${"b\n".repeat(40_000)}`, size)).rejects.toMatchObject({ flaw: "too_long", line: 2 });
    if (size > 1)
      await expect(read(`a\n${"b".repeat(70_000)}`, size)).rejects.toMatchObject({ flaw: "too_long", line: 2 });
  },
);
