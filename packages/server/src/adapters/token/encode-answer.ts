import { hash } from "node:crypto";
import type { QuoteInstants } from "@fenqi/core/quote";
import type { EncodedAnswer } from "../../engine/ports.ts";
import { clearDesk, lendBehind, writePiece, written } from "./byte-desk.ts";
import { type WrittenAnswer, writeAnswer } from "./write-answer.ts";

/** Room for what stands before the compared part: an id, a code, a token and the instants. */
const HEAD_BYTES = 2_560;

/** Makes an answer JSON. Its bytes lie where the next answer will be written; `kept` gives them memory of their own. */
export function encodeAnswer(answer: WrittenAnswer): EncodedAnswer {
  clearDesk(HEAD_BYTES);
  writeAnswer(answer);
  return encodedAs(written(), lendBehind);
}

/** `rest`: all that stands behind the instants; `lend` puts a head before it. */
function encodedAs(rest: Buffer, lend: (head: string) => Buffer): EncodedAnswer {
  let digestOfRest: string | undefined;
  return {
    bytes: OPENING_BYTES + rest.length,
    // What stays the same is hashed once, and what was hashed together with the instants.
    digest({ created_at, expires_at }) {
      digestOfRest ??= hash("sha256", rest, "hex");
      return hash("sha256", `${created_at} ${expires_at} ${digestOfRest}`, "hex");
    },
    behind: (head, instants) => lend(head + openingOf(instants)),
    kept() {
      const own = Buffer.from(rest);
      return encodedAs(own, (head) => {
        clearDesk(head.length);
        writePiece(own);
        return lendBehind(head);
      });
    },
  };
}

const openingOf = ({ created_at, expires_at }: QuoteInstants): string =>
  `"created_at":"${created_at}","expires_at":"${expires_at}"`;

const OPENING_BYTES =
  1 + openingOf({ created_at: "2026-11-22T02:28:00.000Z", expires_at: "2026-11-22T02:43:00.000Z" }).length;
