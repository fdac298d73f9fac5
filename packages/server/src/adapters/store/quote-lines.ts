import type { QuoteBatch, QuoteRow, Vault } from "../../engine/ports.ts";

/** Ends a field, and a line. No field holds one: JSON escapes them, and names have none. */
const FIELD = "\t";
const LINE = "\n";
const LINE_BYTE = 0x0a;
/** Between the ids of offers, which have none. */
export const OFFER = ",";

/** Bytes to begin with: some fifty quotes. */
const FIRST = 64 * 1024;

/**
 * Quotes as lines in one piece of memory, in the order of their columns. Each is written down as it comes: a thousand that wait are then one
 * object and not ten thousand, and are sent without anything to be done to them.
 */
export function quoteLines({ shopperMarks }: Pick<Vault, "shopperMarks">): QuoteBatch {
  let bytes = Buffer.allocUnsafeSlow(FIRST);
  let end = 0;
  let size = 0;

  /** The token of the newest line whose first fields are these. */
  const newest = (matches: (merchant: string, id: string, code: string) => boolean): string | undefined => {
    for (let stop = end; stop > 0; ) {
      const start = bytes.lastIndexOf(LINE_BYTE, stop - 2) + 1;
      const [merchant = "", id = "", code = "", token] = bytes.toString("utf8", start, stop).split(FIELD);
      if (matches(merchant, id, code)) return token;
      stop = start;
    }
    return undefined;
  };

  return {
    get size() {
      return size;
    },
    get lines() {
      return bytes.subarray(0, end);
    },
    add(row) {
      const mark = row.shopper === null ? "" : shopperMarks(row.merchant, row.shopper)[0]!;
      const line = lineOf(row, mark);
      // A character of a string takes three bytes at most.
      const room = end + line.length * 3;
      if (room > bytes.length) bytes = copied(bytes, end, Math.max(room, bytes.length * 2));
      end += bytes.write(line, end);
      size += 1;
    },
    clear() {
      end = 0;
      size = 0;
    },
    tokenOf: (merchant, id) => newest((ofMerchant, itsId) => itsId === id && ofMerchant === merchant),
    tokenByCode: (merchant, code) => newest((ofMerchant, _, itsCode) => itsCode === code && ofMerchant === merchant),
  };
}

function lineOf({ merchant, id, code, token, at, digest, answered }: QuoteRow, mark: string): string {
  const { catalogueVersion, engineVersion, input, currency, total, options, missing, missingOffers } = answered;
  return (
    `${merchant}${FIELD}${id}${FIELD}${code}${FIELD}${token}${FIELD}${at}${FIELD}${digest}${FIELD}${mark}${FIELD}` +
    `${catalogueVersion}${FIELD}${engineVersion}${FIELD}${input}${FIELD}${currency}${FIELD}${total}${FIELD}` +
    `${options}${FIELD}${missing}${FIELD}${missingOffers.join(OFFER)}${LINE}`
  );
}

function copied(bytes: Buffer, end: number, length: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(length);
  bytes.copy(larger, 0, 0, end);
  return larger;
}
