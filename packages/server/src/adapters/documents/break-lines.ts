/** What a line may be broken between: words of letters and digits, single characters of Chinese, spaces. */
const PIECE = /[!-~\u00a0-\u2012\u2015-\u2fff]+|\s|./gu;
/** Marks that never begin a line. */
const CLOSING = /^[，。、；：！？）》」』】”’…—·,.;:!?)\]}%]/u;
/** Marks that never end one. */
const OPENING = /[（《「『【“‘([{¥$€£]$/u;

/** Breaks text into lines no wider than `width`, at the places where Chinese and Latin may be broken. `\n` always breaks. */
export function breakLines(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
  return text.split("\n").flatMap((paragraph) => breakParagraph(piecesOf(paragraph), width, widthOf));
}

/** Pieces that stay together, marks with what they belong to. */
function piecesOf(paragraph: string): readonly string[] {
  const pieces: string[] = [];
  for (const piece of paragraph.match(PIECE) ?? []) {
    const last = pieces.at(-1);
    const stays = last !== undefined && last.trim() !== "" && (CLOSING.test(piece) || OPENING.test(last));
    if (stays) pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
}

function breakParagraph(
  pieces: readonly string[],
  width: number,
  widthOf: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces.flatMap((each) => cutToWidth(each, width, widthOf))) {
    if (line !== "" && widthOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** A piece that no line holds is cut, such as an id. */
function cutToWidth(piece: string, width: number, widthOf: (text: string) => number): readonly string[] {
  if (widthOf(piece) <= width) return [piece];
  const parts: string[] = [""];
  for (const character of piece) {
    if (parts.at(-1) !== "" && widthOf(parts.at(-1)! + character) > width) parts.push(character);
    else parts[parts.length - 1] += character;
  }
  return parts;
}
