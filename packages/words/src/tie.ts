/**
 * Ties a number to its unit and the parts of a date together, so that neither breaks over two lines:
 * `24 期`, `11月20日`, `20 Nov`. Only invisible marks are added.
 */
export function tie(text: string): string {
  return text
    .replace(/(\d) (?=\p{Script=Han}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))/gu, "$1\u00a0")
    .replace(/(\p{Script=Han}) (?=\d)/gu, "$1\u00a0")
    .replace(/(\d[年月])(?=\d)/g, "$1\u2060");
}
