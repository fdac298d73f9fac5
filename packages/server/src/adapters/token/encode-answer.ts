import { clearDesk, written } from "./byte-desk.ts";
import { type WrittenAnswer, writeAnswer } from "./write-answer.ts";

/**
 * Writes an answer once: `compared` are its bytes, until the next answer is written; `behind` puts a head in place
 * of its opening brace. Only the whole answer is given memory of its own, no more than it needs: what is sent is kept
 * until it has gone out, and much of it makes the garbage collector hurry.
 */
export function encodeAnswer(answer: WrittenAnswer): { compared: Uint8Array; behind: (head: string) => Uint8Array } {
  clearDesk();
  writeAnswer(answer);
  const compared = written();
  return {
    compared,
    behind(head) {
      const whole = Buffer.allocUnsafeSlow(head.length + compared.length - 1);
      whole.write(head, "latin1");
      compared.copy(whole, head.length, 1);
      return whole;
    },
  };
}
