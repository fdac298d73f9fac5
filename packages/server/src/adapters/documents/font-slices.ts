import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../fonts/noto-sans-sc/", import.meta.url);
/** Every slice has an empty box for what none has. */
const NONE = "latin";

/** A run of text that one slice of the font can set. */
export interface SliceRun {
  readonly slice: string;
  readonly text: string;
}

type Range = readonly [first: number, last: number, slice: string];

/** Code points by the slice that holds them; a document loads the few slices that its words need. */
export function fontSlices() {
  const named = JSON.parse(readFileSync(new URL("ranges.json", FOLDER), "utf8")) as {
    readonly [slice: string]: string;
  };
  // Latin letters stand in several slices: all of them from one.
  const ordered = Object.entries(named).sort(([a], [b]) => Number(b === NONE) - Number(a === NONE));
  const ranges = ordered.flatMap(([slice, list]) => list.split(",").map((range) => rangeOf(range, slice)));
  const known = new Map<number, string>();

  const sliceOf = (point: number): string => {
    const before = known.get(point);
    if (before !== undefined) return before;
    const slice = ranges.find(([first, last]) => point >= first && point <= last)?.[2] ?? NONE;
    known.set(point, slice);
    return slice;
  };

  return {
    /** The file of a slice, WOFF. */
    read: (slice: string): Buffer => readFileSync(new URL(`${slice}.woff`, FOLDER)),
    /** Text in as few runs as its slices allow. */
    runsOf(text: string): readonly SliceRun[] {
      const runs: { slice: string; text: string }[] = [];
      for (const character of text) {
        const slice = sliceOf(character.codePointAt(0)!);
        const last = runs.at(-1);
        if (last?.slice === slice) last.text += character;
        else runs.push({ slice, text: character });
      }
      return runs;
    },
  };
}

function rangeOf(text: string, slice: string): Range {
  const [first, last = first] = text.split("-").map((hex) => Number.parseInt(hex, 16)) as [number, number?];
  return [first, last, slice];
}
