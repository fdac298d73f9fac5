/** Memory for one answer: what goes out at once, as nearly all does, is given back before the next is asked for. */
let memory = Buffer.allocUnsafeSlow(0);
let isLent = false;

/**
 * So many bytes to write an answer to. Where the last ones were not given back, they stay whose they are and others are taken: to
 * forget to give back costs time, and nothing else.
 *
 * Sixteen kilobytes for each answer, let go at once, are what makes V8 look through its whole heap again and again.
 */
export function lend(bytes: number): Buffer {
  if (isLent || memory.length < bytes) memory = Buffer.allocUnsafeSlow(bytes);
  isLent = true;
  return memory.subarray(0, bytes);
}

/** Takes back what was lent last, from whoever has done with it; leaves anything else alone. */
export function takeBack({ buffer }: Uint8Array): void {
  if (buffer === memory.buffer) isLent = false;
}
