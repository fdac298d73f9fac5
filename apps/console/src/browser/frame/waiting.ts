/** Things that wait for this visitor, by destination. */
export function useWaiting(): { readonly [destination: string]: number | undefined } {
  return {};
}
