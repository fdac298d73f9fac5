/**
 * Ties a number to the words beside it, so that neither breaks over two lines: `24 期`, `自 11月20日起`, `20 Nov`.
 * Only spaces become no-break spaces; where a line breaks inside Chinese is the styles' matter.
 */
export function tie(text: string): string {
  return text
    .replace(/(\d) (?=\p{Script=Han}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))/gu, "$1\u00a0")
    .replace(/(\p{Script=Han}) (?=\d)/gu, "$1\u00a0");
}
