/** Why a text is not taken as JSON. */
export class UnsoundJson extends Error {
  override readonly name = "UnsoundJson";
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * Parses JSON more strictly than JSON.parse: a key that stands twice, nesting deeper than `nesting` and a key that
 * reaches for a prototype are refused. Throws UnsoundJson.
 *
 * Each key has one colon outside strings. So the colons are counted in the text, the keys in what came out of it; when
 * a key stood twice, one of the two is missing.
 */
export function parseStrictly(text: string, nesting: number): unknown {
  const colons = countColons(text, nesting);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UnsoundJson((cause as Error).message, { cause });
  }
  if (countKeys(value) !== colons) throw new UnsoundJson("a key stands twice in one object");
  return value;
}

function countColons(text: string, nesting: number): number {
  let colons = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE:
        i = endOfString(text, i);
        break;
      case COLON:
        colons += 1;
        break;
      case 0x5b:
      case 0x7b:
        depth += 1;
        if (depth > nesting) throw new UnsoundJson(`nested deeper than ${nesting} at position ${i}`);
        break;
      case 0x5d:
      case 0x7d:
        depth -= 1;
    }
  }
  return colons;
}

/** Where the string that opens at `start` closes; the text's end when it never does. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let back = end - 1;
    while (text.charCodeAt(back) === BACKSLASH) back -= 1;
    if ((end - 1 - back) % 2 === 0) return end;
  }
  return text.length;
}

function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const inner of value) keys += countKeys(inner);
    return keys;
  }
  for (const key of Object.keys(value)) {
    if (key === "__proto__") throw new UnsoundJson("a key may not be __proto__");
    keys += 1 + countKeys((value as { [key: string]: unknown })[key]);
  }
  return keys;
}
