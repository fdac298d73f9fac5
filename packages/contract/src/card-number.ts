/** Digits, with a few spaces or dashes between one and the next: what a person writes of a card, and much else. */
const RUN = /\+?\d(?:[ \u2010-\u2015-]{0,3}\d){12,}/g;
const MOST_DIGITS = 19;
const FEWEST_DIGITS = 13;

/** Begin and lengths of the numbers that card schemes give out. Source: ISO/IEC 7812 and the schemes' public ranges. */
const SCHEMES: readonly { readonly begin: RegExp; readonly lengths: readonly number[] }[] = [
  { begin: /^4/, lengths: [13, 16, 19] },
  { begin: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { begin: /^3[47]/, lengths: [15] },
  { begin: /^62/, lengths: [16, 17, 18, 19] },
  { begin: /^35/, lengths: [16, 17, 18, 19] },
  { begin: /^(6011|65)/, lengths: [16, 17, 18, 19] },
];

/** Whether digits end with the check digit of ISO/IEC 7812, by Luhn's sum. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const counted = at % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

const isOfScheme = (digits: string): boolean =>
  SCHEMES.some(({ begin, lengths }) => lengths.includes(digits.length) && begin.test(digits));

/**
 * Whether words hold what may be a card's number: 13 to 19 digits that pass Luhn, in one piece or in groups. A telephone number
 * with its `+` is none. One number in ten passes by chance, so this is for free words, where none is needed.
 */
export const mayHoldCard = (text: string): boolean => candidates(text.normalize("NFKC")).some(passesLuhn);

/** Whether a reference holds the number of a known scheme, in its length. Orders are numbered too: Luhn alone would refuse one in ten. */
export const holdsKnownCard = (text: string): boolean =>
  candidates(text).some((digits) => isOfScheme(digits) && passesLuhn(digits));

/** Every sequence of whole groups with as many digits as a card has: a card may stand behind another number. */
function candidates(text: string): readonly string[] {
  const runs = text.match(RUN) ?? [];
  return runs.flatMap((run) => {
    const groups = run.match(/\+?\d+/g)!;
    return groups.flatMap((_, from) => {
      const found: string[] = [];
      let digits = "";
      for (const group of groups.slice(from)) {
        digits += group;
        if (digits.length > MOST_DIGITS) break;
        if (digits.length >= FEWEST_DIGITS && !digits.startsWith("+")) found.push(digits);
      }
      return found;
    });
  });
}
