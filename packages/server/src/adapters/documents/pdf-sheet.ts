import type { Sheet, SheetBlock, SheetColumn } from "@fenqi/words/statement";
import PDFDocument from "pdfkit";
import { breakLines } from "./break-lines.ts";
import { fontSlices } from "./font-slices.ts";

/** A4, in points. */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = 48;
const WIDTH = PAGE.width - 2 * MARGIN;
/** Under it stands the foot. */
const BOTTOM = PAGE.height - 60;
/** As the screens have it, on paper. */
const INK = "#121d1d";
const QUIET = "#495556";
const HAIR = "#c9d0d0";
const SOLID = "#11644c";
const PALE = "#c6dfd5";
const SIZES = { title: 20, heading: 13, text: 9.5, note: 8.5, small: 8 } as const;
const LEADING = 1.5;
const STRIP_HEIGHT = 14;
const HATCH_EVERY = 3;

type Size = keyof typeof SIZES;
type Block<K extends SheetBlock["kind"]> = Extract<SheetBlock, { kind: K }>;

/**
 * Draws a sheet as a tagged PDF: title, language and structure are told to whoever reads it aloud. `at` is the moment that it is
 * true for and that it is dated with, so that the same sheet comes out as the same bytes.
 */
export async function drawSheet(sheet: Sheet, at: Date): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: sheet.lang,
    info: {
      Title: `${sheet.title} · ${sheet.lead}`,
      Creator: "Fenqi",
      Producer: "Fenqi",
      CreationDate: at,
      ModDate: at,
    },
  });
  const bytes = collect(doc);
  const pen = penOn(doc);
  pen.line("H1", sheet.title, "title");
  pen.line("P", sheet.lead, "text", QUIET);
  pen.down(10);
  for (const block of sheet.blocks) drawBlock(pen, block);
  pen.foot(sheet.foot);
  doc.end();
  return bytes;
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
}

type Pen = ReturnType<typeof penOn>;

/** Writes from the top of a page to its foot, and on to the next. */
function penOn(doc: PDFKit.PDFDocument) {
  const slices = fontSlices();
  const loaded = new Set<string>();
  const widths = new Map<string, number>();
  const root = doc.struct("Document");
  doc.addStructure(root);
  let y = MARGIN;

  const use = (slice: string, size: number) => {
    if (!loaded.has(slice)) {
      loaded.add(slice);
      doc.registerFont(slice, slices.read(slice));
    }
    doc.font(slice).fontSize(size);
  };
  const widthAt =
    (size: number) =>
    (text: string): number => {
      let width = 0;
      for (const character of text) {
        let one = widths.get(character);
        if (one === undefined) {
          use(slices.runsOf(character)[0]!.slice, 100);
          one = doc.widthOfString(character) / 100;
          widths.set(character, one);
        }
        width += one * size;
      }
      return width;
    };
  /** One line of text, its top at `top`. */
  const write = (text: string, x: number, top: number, size: number, colour: string) => {
    let at = x;
    doc.fillColor(colour);
    for (const run of slices.runsOf(text)) {
      use(run.slice, size);
      doc.text(run.text, at, top, { lineBreak: false, kerning: false } as PDFKit.Mixins.TextOptions);
      at += widthAt(size)(run.text);
    }
  };
  /** Moves on to the next page where less than `height` is left. */
  const room = (height: number): boolean => {
    if (y + height <= BOTTOM) return false;
    doc.addPage({ size: "A4", margin: 0 });
    y = MARGIN;
    return true;
  };
  /** Drawn, and told as what it is. */
  const struct = (type: string, draw: () => void, into = root) => {
    const element = doc.struct(type, {}, draw);
    into.add(element);
    element.end();
  };
  /** Drawn for the eye alone. */
  const artifact = (draw: () => void) => {
    doc.markContent("Artifact", { type: "Layout" });
    draw();
    doc.endMarkedContent();
  };
  return {
    doc,
    root,
    write,
    widthAt,
    room,
    struct,
    artifact,
    get y() {
      return y;
    },
    down: (by: number) => {
      y += by;
    },
    /** A paragraph over the whole width. */
    line(type: "H1" | "H2" | "P", text: string, size: Size, colour = INK) {
      const points = SIZES[size];
      const lines = breakLines(text, WIDTH, widthAt(points));
      for (const [index, each] of lines.entries()) {
        room(points * LEADING);
        const top = y;
        struct(index === 0 ? type : "P", () => write(each, MARGIN, top, points, colour));
        y += points * LEADING;
      }
    },
    foot(text: Sheet["foot"]) {
      root.end();
      const { count } = doc.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        doc.switchToPage(page);
        const words = text(page + 1, count);
        artifact(() => {
          const x = PAGE.width - MARGIN - widthAt(SIZES.small)(words);
          write(words, x, PAGE.height - 42, SIZES.small, QUIET);
        });
      }
    },
  };
}

function drawBlock(pen: Pen, block: SheetBlock): void {
  switch (block.kind) {
    case "heading":
      pen.room(SIZES.heading * LEADING + 80);
      pen.down(14);
      pen.line("H2", block.text, "heading");
      pen.down(4);
      return;
    case "text":
      pen.room(SIZES.text * LEADING + 48);
      pen.down(6);
      pen.line("P", block.text, "text");
      return;
    case "note":
      pen.down(4);
      pen.line("P", block.text, "note", QUIET);
      return;
    case "facts":
      drawFacts(pen, block);
      return;
    case "strip":
      drawStrip(pen, block);
      return;
    case "table":
      drawTable(pen, block);
      return;
  }
}

/** Names at the left, in one column. */
function drawFacts(pen: Pen, { rows }: Block<"facts">): void {
  const size = SIZES.text;
  const widthOf = pen.widthAt(size);
  const aside = Math.min(150, Math.max(...rows.map(([name]) => widthOf(name))) + 18);
  for (const [name, value] of rows) {
    const lines = breakLines(value, WIDTH - aside, widthOf);
    pen.room(lines.length * size * LEADING);
    const top = pen.y;
    pen.struct("P", () => {
      pen.write(name, MARGIN, top, size, QUIET);
      for (const [index, line] of lines.entries())
        pen.write(line, MARGIN + aside, top + index * size * LEADING, size, INK);
    });
    pen.down(lines.length * size * LEADING);
  }
}

/** 期条: a segment per payment, width by amount, principal at the left, cost hatched at the right; what is paid is solid. */
function drawStrip(pen: Pen, { segments, legend }: Block<"strip">): void {
  const { doc } = pen;
  pen.room(STRIP_HEIGHT + 40);
  const whole = segments.reduce((sum, { total }) => sum + total, 0);
  const gap = segments.length > 120 ? 0 : 1.5;
  const top = pen.y;
  pen.artifact(() => {
    let x = MARGIN;
    const scale = (WIDTH - gap * Math.max(0, segments.length - 1)) / Math.max(1, whole);
    for (const { total, cost, paid } of segments) {
      const width = total * scale;
      const costWidth = cost === 0 ? 0 : Math.min(width, Math.max(cost * scale, Math.min(3, width / 4)));
      doc.rect(x, top, width - costWidth, STRIP_HEIGHT).fill(paid ? SOLID : PALE);
      if (costWidth > 0) hatch(doc, x + width - costWidth, top, costWidth);
      doc.lineWidth(0.5).rect(x, top, width, STRIP_HEIGHT).stroke(SOLID);
      x += width + gap;
    }
  });
  pen.down(STRIP_HEIGHT + 4);
  pen.line("P", legend, "note", QUIET);
  pen.down(4);
}

/** 45° lines within a rectangle of the strip's height. */
function hatch(doc: PDFKit.PDFDocument, x: number, top: number, width: number): void {
  doc.save().rect(x, top, width, STRIP_HEIGHT).clip().lineWidth(0.7).strokeColor(SOLID);
  for (let at = x - STRIP_HEIGHT; at < x + width; at += HATCH_EVERY) {
    doc.moveTo(at, top + STRIP_HEIGHT).lineTo(at + STRIP_HEIGHT, top);
  }
  doc.stroke().restore();
}

const CELL = { inside: 4, above: 3.5 } as const;

/** Rows with hairlines; the head stands again on each page. */
function drawTable(pen: Pen, { columns, rows, foot }: Block<"table">): void {
  const table = pen.doc.struct("Table");
  pen.root.add(table);
  const head = columns.map(({ title }) => title);
  pen.room(60);
  drawRow(pen, table, columns, head, "head");
  for (const row of [...rows, ...(foot ? [foot] : [])]) {
    if (pen.room(heightOf(pen, columns, row))) drawRow(pen, table, columns, head, "head");
    drawRow(pen, table, columns, row, row === foot ? "foot" : "row");
  }
  table.end();
  pen.down(4);
}

type Look = "head" | "row" | "foot";

/** The lines of a cell; the first is what it says, those after a line break explain it. */
function linesOf(pen: Pen, { share }: SheetColumn, text: string): readonly { text: string; size: number }[] {
  const width = share * WIDTH - 2 * CELL.inside;
  return text.split("\n").flatMap((part, index) => {
    const size = index === 0 ? SIZES.text : SIZES.small;
    return breakLines(part, width, pen.widthAt(size)).map((line) => ({ text: line, size }));
  });
}

function heightOf(pen: Pen, columns: readonly SheetColumn[], row: readonly string[]): number {
  const heights = columns.map((column, index) =>
    linesOf(pen, column, row[index]!).reduce((sum, { size }) => sum + size * LEADING, 0),
  );
  return Math.max(...heights) + 2 * CELL.above;
}

function drawRow(
  pen: Pen,
  table: PDFKit.PDFStructureElement,
  columns: readonly SheetColumn[],
  row: readonly string[],
  look: Look,
): void {
  const height = heightOf(pen, columns, row);
  const top = pen.y;
  pen.artifact(() => {
    const y = look === "foot" ? top : top + height;
    pen.doc
      .lineWidth(look === "row" ? 0.4 : 0.8)
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + WIDTH, y)
      .stroke(look === "row" ? HAIR : QUIET);
  });
  const element = pen.doc.struct("TR");
  table.add(element);
  let x = MARGIN;
  for (const [index, column] of columns.entries()) {
    const left = x;
    const width = column.share * WIDTH;
    const lines = linesOf(pen, column, row[index]!);
    pen.struct(
      look === "head" ? "TH" : "TD",
      () => {
        let y = top + CELL.above;
        for (const [at, { text, size }] of lines.entries()) {
          const start =
            column.kind === "number" ? left + width - CELL.inside - pen.widthAt(size)(text) : left + CELL.inside;
          pen.write(
            text,
            start,
            y,
            size,
            look === "head" || size !== SIZES.text || (at > 0 && look === "row") ? QUIET : INK,
          );
          y += size * LEADING;
        }
      },
      element,
    );
    x += width;
  }
  element.end();
  pen.down(height);
}
