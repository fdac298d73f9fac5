import type { Replay } from "./simulation-ports.ts";

export interface Page {
  readonly lines: string | Uint8Array<ArrayBuffer>;
  readonly firstLine?: number;
}

/** Two pages on their way to each thread: it never waits for the next, and no more are held. */
const AHEAD = 2;

/** Gives pages to the threads as they come. `counted` is told of each that is done. Rejects with the first thing that fails. */
export async function replayAll<P extends Page>(
  replay: Replay,
  pages: AsyncGenerator<P>,
  counted: (lines: number, page: P) => void,
): Promise<void> {
  const lane = async () => {
    for await (const page of pages) counted(await replay.replay(page.lines, page.firstLine), page);
  };
  await Promise.all(Array.from({ length: replay.threads * AHEAD }, lane));
}
