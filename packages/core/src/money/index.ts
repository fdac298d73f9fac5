export { assert } from "./assert.ts";
export { chargeOf, MILLION } from "./charge.ts";
export { CURRENCIES } from "./currencies.ts";
export { divideBig, mulDiv } from "./mul-div.ts";
export { splitByWeight, splitEvenly, splitRounded } from "./split.ts";
export type * from "./types.ts";
