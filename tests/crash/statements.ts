/**
 * Places between two statements of a script of SQL, as offsets: after each `;` that ends a line outside a quoted body
 * (`$$ … $$`, `'…'`), the last one left out.
 */
export function gapsIn(script: string): readonly number[] {
  const gaps: number[] = [];
  const token = /--[^\n]*|'(?:[^']|'')*'|(\$[a-z_]*\$)[\s\S]*?\1|;/g;
  for (const match of script.matchAll(token)) if (match[0] === ";") gaps.push(match.index + 1);
  return gaps.slice(0, -1);
}
