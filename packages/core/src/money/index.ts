export { assert } from "./assert.ts";
export { chargeOf, MILLION } from "./charge.ts";
export { CURRENCIES } from "./currencies.ts";
export {
  divFixed,
  FIXED_ONE,
  FIXED_PLACES,
  type Fixed,
  formatFixed,
  mulFixed,
  parseFixed,
  powFixed,
  rootFixed,
  roundFixed,
  toFixed,
  unitOfPlaces,
} from "./fixed.ts";
export {
  addFractions,
  equalFractions,
  type Fraction,
  fraction,
  fractionToNumber,
  parseFraction,
  timesFraction,
} from "./fraction.ts";
export { divideBig, mulDiv } from "./mul-div.ts";
export { splitByWeight, splitEvenly, splitRounded } from "./split.ts";
export type * from "./types.ts";
