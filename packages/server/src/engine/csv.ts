/** What a spreadsheet takes for the beginning of a formula, full-width forms included, and what would hide one. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n\0]/;

/**
 * One cell of a CSV file that no spreadsheet runs: always in quotes, and a formula's beginning becomes text.
 * Source: OWASP, CSV Injection; ASVS 5.0, 1.2.10.
 */
export const csvCell = (text: string): string =>
  `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll("\0", "").replaceAll('"', '""')}"`;

/** One line of a CSV file, with its end. Source: RFC 4180. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;
