/**
 * Where JSON is written as bytes: one piece of memory for all texts, one text at a time, no longer than the longest so far.
 * Strings and garbage between a value and its bytes would cost more than the value itself.
 */
let desk = Buffer.allocUnsafeSlow(64 * 1024);
let end = 0;

/** Begins a text, in the place of the last one. */
export function clearDesk(): void {
  end = 0;
}

/** The bytes written since; they stay until the desk is cleared. */
export const written = (): Buffer => desk.subarray(0, end);

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
  let at = end;
  desk[at++] = QUOTE;
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code < 0x20 || code > 0x7e || code === QUOTE || code === BACKSLASH) return void writeValue(text);
    desk[at++] = code;
  }
  desk[at++] = QUOTE;
  end = at;
}

const ZERO = 0x30;
const MINUS = 0x2d;

/** A number or null; most are integers of no more than ten digits. */
export function writeNumber(value: number | null): void {
  if (value === null) return void writePiece(NULL);
  if ((value | 0) !== value) return void writeValue(value);
  makeRoom(11);
  let rest = value;
  if (rest < 0) {
    desk[end++] = MINUS;
    rest = -rest;
  }
  let digits = 1;
  for (let limit = 10; rest >= limit; limit *= 10) digits += 1;
  for (let at = end + digits - 1; at >= end; at--) {
    const tenth = (rest / 10) | 0;
    desk[at] = ZERO + rest - tenth * 10;
    rest = tenth;
  }
  end += digits;
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
