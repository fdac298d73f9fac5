const NAMES: { readonly [char: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What XML 1.0 cannot hold, however it is written. */
const IMPOSSIBLE = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** Text as it stands in XML or HTML, in an element or a quoted attribute. */
export const escaped = (text: string): string =>
  text.replace(IMPOSSIBLE, "").replace(/[&<>"']/g, (char) => NAMES[char]!);

/** Plain text for a place that readers take for HTML: as HTML first, then as XML. */
export const escapedHtml = (text: string): string => escaped(escaped(text).replaceAll("\n", "<br>"));
