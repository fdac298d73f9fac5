/**
 * Where JSON is written as bytes: one piece of memory, one text at a time. Strings and garbage between a value and its bytes would
 * cost more than the value itself; and sixteen kilobytes for each text, let go at once, are what makes V8 look through its whole
 * heap again and again.
 *
 * A text may be lent to whoever sends it, and stays as it is until it is given back; until then others are written elsewhere. To
 * forget to give back costs time, and nothing else.
 */
let desk = Buffer.allocUnsafeSlow(64 * 1024);
let begin = 0;
let end = 0;
let isLent = false;

const lent = new WeakMap<ArrayBufferLike, typeof desk>();
/** Memory that was given back, for the texts to come. */
const free: (typeof desk)[] = [];
const MOST_FREE = 16;

/** Begins a text, in the place of the last one or of one that was given back, with so many bytes free before it. */
export function clearDesk(before = 0): void {
  if (isLent) desk = free.pop() ?? Buffer.allocUnsafeSlow(Math.max(before, end));
  isLent = false;
  begin = before;
  end = before;
}

/** The bytes written since; they stay until the desk is cleared. */
export const written = (): Buffer => desk.subarray(begin, end);

/** Puts ASCII before all that was written, where there is room for it, and lends the whole. */
export function lendBehind(head: string): Buffer {
  const from = begin - head.length;
  if (from < 0) return Buffer.concat([Buffer.from(head, "latin1"), written()]);
  desk.write(head, from, "latin1");
  isLent = true;
  lent.set(desk.buffer, desk);
  return desk.subarray(from, end);
}

/** Takes back what was lent, once, from whoever has done with it; leaves anything else alone. */
export function takeBack({ buffer }: Uint8Array): void {
  const memory = lent.get(buffer);
  if (memory === undefined) return;
  lent.delete(buffer);
  if (free.length < MOST_FREE) free.push(memory);
}

function makeRoom(bytes: number): void {
  if (end + bytes <= desk.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(desk.length * 2, end + bytes));
  desk.copy(larger, 0, 0, end);
  desk = larger;
}

/** A piece of JSON that is known beforehand. */
export const piece = (json: string): Uint8Array => Buffer.from(json);

export function writePiece(bytes: Uint8Array): void {
  makeRoom(bytes.length);
  desk.set(bytes, end);
  end += bytes.length;
}

/** One character of ASCII. */
export function writeByte(code: number): void {
  makeRoom(1);
  desk[end++] = code;
}

/** Any value, as JSON.stringify writes it. */
export function writeValue(value: unknown): void {
  writePiece(piece(JSON.stringify(value)));
}

const NULL = piece("null");
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A string or null; most are short, and of ASCII that nothing has to be done to. */
export function writeText(text: string | null): void {
  if (text === null) return void writePiece(NULL);
  makeRoom(text.length + 2);
  const bytes = desk;
  let at = end;
  bytes[at++] = QUOTE;
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code < 0x20 || code > 0x7e || code === QUOTE || code === BACKSLASH) return void writeValue(text);
    bytes[at++] = code;
  }
  bytes[at++] = QUOTE;
  end = at;
}

const ZERO = 0x30;
const MINUS = 0x2d;

/** A number or null; most are integers of no more than ten digits. */
export function writeNumber(value: number | null): void {
  if (value === null) return void writePiece(NULL);
  if ((value | 0) !== value) return void writeValue(value);
  makeRoom(11);
  const bytes = desk;
  let rest = value;
  if (rest < 0) {
    bytes[end++] = MINUS;
    rest = -rest;
  }
  let at = end + digitsOf(rest);
  end = at;
  for (; rest >= 10; ) {
    const tenth = (rest / 10) | 0;
    bytes[--at] = ZERO + rest - tenth * 10;
    rest = tenth;
  }
  bytes[--at] = ZERO + rest;
}

function digitsOf(value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits += 1;
  return digits;
}

const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COMMA = 0x2c;

export function writeList<T>(values: readonly T[], write: (value: T) => void): void {
  writeByte(OPEN_LIST);
  for (let k = 0; k < values.length; k++) {
    if (k > 0) writeByte(COMMA);
    write(values[k]!);
  }
  writeByte(CLOSE_LIST);
}

const lasting = new WeakMap<object, Uint8Array>();

/** A value that never changes and comes again and again, such as the words of a catalogue: made bytes once. */
export function writeLasting(value: object): void {
  let bytes = lasting.get(value);
  if (bytes === undefined) {
    bytes = piece(JSON.stringify(value));
    lasting.set(value, bytes);
  }
  writePiece(bytes);
}
