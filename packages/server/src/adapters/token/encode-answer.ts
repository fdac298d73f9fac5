import { hash } from "node:crypto";
import type { QuoteInstants } from "@fenqi/core/quote";
import type { EncodedAnswer } from "../../engine/ports.ts";
import { clearDesk, written } from "./byte-desk.ts";
import { lend } from "./lent-memory.ts";
import { type WrittenAnswer, writeAnswer } from "./write-answer.ts";

/** Makes an answer JSON. Its bytes lie where the next answer will be written; `kept` gives them memory of their own. */
export function encodeAnswer(answer: WrittenAnswer): EncodedAnswer {
  clearDesk();
  writeAnswer(answer);
  return encodedAs(written());
}

/** `rest`: all that stands behind the instants. */
function encodedAs(rest: Buffer): EncodedAnswer {
  let digestOfRest: string | undefined;
  return {
    get bytes() {
      return OPENING_BYTES + rest.length;
    },
    // What stays the same is hashed once, and what was hashed together with the instants.
    digest({ created_at, expires_at }) {
      digestOfRest ??= hash("sha256", rest, "hex");
      return hash("sha256", `${created_at} ${expires_at} ${digestOfRest}`, "hex");
    },
    behind(head, instants) {
      const opening = head + openingOf(instants);
      const whole = lend(opening.length + rest.length);
      whole.write(opening, "latin1");
      rest.copy(whole, opening.length);
      return whole;
    },
    kept: () => encodedAs(Buffer.from(rest)),
  };
}

const openingOf = ({ created_at, expires_at }: QuoteInstants): string =>
  `"created_at":"${created_at}","expires_at":"${expires_at}"`;

const OPENING_BYTES =
  1 + openingOf({ created_at: "2026-11-22T02:28:00.000Z", expires_at: "2026-11-22T02:43:00.000Z" }).length;
