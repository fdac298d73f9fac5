/**
 * Where Newton's method begins on payments at whole steps: matches mean and spread of their times, so that two steps usually do.
 *
 * It spares steps: from anywhere else they lead to the same rate.
 */
export function guessPerStep(advance: number, payments: readonly number[]): number {
  let [sum, first, second] = [0, 0, 0];
  for (let k = 0; k < payments.length; k++) {
    const amount = payments[k]!;
    sum += amount;
    first += k * amount;
    second += k * k * amount;
  }
  return guess(Math.log(sum / advance), first / sum, second / sum);
}

/** {@link guessPerStep} for payments at any times. */
export function guessOverTimes(advance: number, payments: readonly number[], times: readonly number[]): number {
  let [sum, first, second] = [0, 0, 0];
  for (let k = 0; k < payments.length; k++) {
    const weighted = times[k]! * payments[k]!;
    sum += payments[k]!;
    first += weighted;
    second += weighted * times[k]!;
  }
  return guess(Math.log(sum / advance), first / sum, second / sum);
}

/** Solves `growth = mean·δ − variance·δ²/2`, the first two terms of the logarithm that Newton works on. */
function guess(growth: number, mean: number, meanSquare: number): number {
  const variance = meanSquare - mean * mean;
  const discriminant = mean * mean - 2 * variance * growth;
  return discriminant > 0 ? (2 * growth) / (mean + Math.sqrt(discriminant)) : growth / mean;
}
