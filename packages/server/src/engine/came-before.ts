/** Texts that are known at once. */
const PLACES = 16_384;

/**
 * Whether a text came before, lately: a table of fixed size, one number for each text, so that what never comes again leaves nothing
 * behind. A text that came long ago is forgotten. One in four billion is taken for another that came before it: for whatever is
 * only slower or larger by that.
 */
export function cameBefore(): (text: string) => boolean {
  const table = new Int32Array(PLACES);
  return (text) => {
    const mark = markOf(text);
    const place = mark & (PLACES - 1);
    if (table[place] === mark) return true;
    table[place] = mark;
    return false;
  };
}

/** FNV-1a over the characters, its upper bits folded into those that name the place. */
function markOf(text: string): number {
  let mark = 0x811c9dc5 | 0;
  for (let k = 0; k < text.length; k++) mark = Math.imul(mark ^ text.charCodeAt(k), 0x01000193);
  return mark ^ (mark >>> 15);
}
