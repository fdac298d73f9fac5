/** Bytes of the answer in hand; grows to the longest answer so far. */
let desk = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * Encodes an answer's JSON once: `compared` are its bytes, until the next answer is encoded; `behind` puts a head in place
 * of its opening brace. Only the whole answer is given memory of its own, no more than it needs: what is sent is kept
 * until it has gone out, and much of it makes the garbage collector hurry.
 */
export function encodeAnswer(json: string): { compared: Uint8Array; behind: (head: string) => Uint8Array } {
  // In UTF-8 no unit of a string takes more than three bytes.
  if (desk.length < json.length * 3) desk = Buffer.allocUnsafeSlow(json.length * 3);
  const compared = desk.subarray(0, desk.write(json, "utf8"));
  return {
    compared,
    behind(head) {
      const answer = Buffer.allocUnsafeSlow(head.length + compared.length - 1);
      answer.write(head, "latin1");
      compared.copy(answer, head.length, 1);
      return answer;
    },
  };
}
