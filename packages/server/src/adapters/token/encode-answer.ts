/** Room for id, code and the longest token. */
const HEAD = 2_200;

/**
 * Encodes an answer's JSON once, with room before it, so that the head can be put there without copying the rest.
 * Throws when the head is longer than the room: a caller's bug.
 */
export function encodeAnswer(json: string): { compared: Uint8Array; behind: (head: string) => Uint8Array } {
  const buffer = Buffer.allocUnsafeSlow(HEAD + json.length * 3);
  const end = HEAD + buffer.write(json, HEAD, "utf8");
  return {
    compared: buffer.subarray(HEAD, end),
    behind(head) {
      // The head takes the place of the opening brace.
      const start = HEAD + 1 - head.length;
      if (start < 0) throw new Error("the head of an answer does not fit");
      buffer.write(head, start, "latin1");
      return buffer.subarray(start, end);
    },
  };
}
