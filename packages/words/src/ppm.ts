/** Parts per million as percent without trailing zeros: 500 is `0.05%`. */
export function percentOfPpm(ppm: number): string {
  return `${Number((ppm / 10_000).toFixed(4))}%`;
}
