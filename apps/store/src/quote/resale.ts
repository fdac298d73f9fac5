/** What goods may sell for after a year and a half, for a comparison to start from: 36 % of their price, in whole ¥100. */
export function resaleEstimate(price: number): number {
  return Math.round((price * 36) / 100 / 100_00) * 100_00;
}

/** The resale value as the shopper typed it, in yuan, as fen, at most the price; the estimate where it is no amount. */
export function resaleOf(text: unknown, price: number): number {
  if (typeof text !== "string" || !/^\d{1,9}([.]\d{1,2})?$/.test(text)) return resaleEstimate(price);
  return Math.min(Math.round(Number(text) * 100), price);
}
