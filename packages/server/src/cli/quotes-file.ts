import { type FileHandle, open } from "node:fs/promises";
import { Refused } from "./command.ts";

/** Whole lines of a quotes file, as bytes of their own that may be given away. */
export interface QuotesChunk {
  readonly lines: Uint8Array<ArrayBuffer>;
  readonly firstLine: number;
  readonly bytes: number;
}

/** A chunk is some thousand quotes: enough to be worth a message, few enough to be shared out evenly. */
const CHUNK_BYTES = 512 * 1024;
const NEWLINE = 10;

export async function openQuotes(file: string): Promise<{ readonly handle: FileHandle; readonly bytes: number }> {
  try {
    const handle = await open(file);
    return { handle, bytes: (await handle.stat()).size };
  } catch (error) {
    throw new Refused(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}.`);
  }
}

/** The file in chunks of whole lines. A line that is longer than a chunk is {@link Refused}. */
export async function* quotesChunks(
  handle: FileHandle,
  file: string,
  chunkBytes = CHUNK_BYTES,
): AsyncGenerator<QuotesChunk, undefined> {
  let rest: Uint8Array = new Uint8Array(0);
  let firstLine = 1;
  for (;;) {
    const chunk = new Uint8Array(rest.length + chunkBytes);
    chunk.set(rest);
    const { bytesRead } = await handle.read(chunk, rest.length, chunkBytes, null);
    const filled = rest.length + bytesRead;
    const isLast = bytesRead === 0;
    const whole = isLast ? filled : chunk.lastIndexOf(NEWLINE, filled - 1) + 1;
    if (whole > 0) {
      rest = chunk.slice(whole, filled);
      const lines = chunk.subarray(0, whole);
      const counted = newlines(lines);
      yield { lines, firstLine, bytes: whole };
      firstLine += counted;
    } else {
      rest = chunk.slice(0, filled);
    }
    if (isLast) return;
    if (rest.length > chunkBytes) throw new Refused(`${file}:${firstLine} is longer than ${chunkBytes} bytes.`);
  }
}

function newlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
