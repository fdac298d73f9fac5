/** An exact fraction; the denominator is positive. Not reduced: {@link equalFractions} compares values. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

const TERM = /^(-?\d+)(?:\.(\d+))?(?:\/([1-9]\d*))?$/;

/** Reads "5", "52.18", "546/365" or a sum of such, "3/365+1/12". Throws RangeError for anything else. */
export function parseFraction(text: string): Fraction {
  return text.split("+").map(parseTerm).reduce(addFractions);
}

function parseTerm(text: string): Fraction {
  const parts = TERM.exec(text.trim());
  if (parts === null) throw new RangeError(`${JSON.stringify(text)} is not a fraction`);
  const [, whole = "", decimals = "", denominator = "1"] = parts;
  return fraction(BigInt(whole + decimals), BigInt(denominator) * 10n ** BigInt(decimals.length));
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return fraction(a.numerator + b.numerator, a.denominator);
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function timesFraction({ numerator, denominator }: Fraction, times: number): Fraction {
  return fraction(numerator * BigInt(times), denominator);
}

export function equalFractions(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator;
}

export function fractionToNumber({ numerator, denominator }: Fraction): number {
  return Number(numerator) / Number(denominator);
}
