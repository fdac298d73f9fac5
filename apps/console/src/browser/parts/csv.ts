/** A cell that a spreadsheet takes for text, whatever it begins with (OWASP, CSV injection), quoted as RFC 4180 says. */
const cell = (value: string | number | null): string => {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r\0]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as a CSV file, with a byte order mark so that spreadsheets read Chinese. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Blob {
  const lines = [head, ...rows].map((row) => row.map(cell).join(","));
  return new Blob([`\uFEFF${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" });
}

/** Hands a file to the visitor. */
export function download(name: string, file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
