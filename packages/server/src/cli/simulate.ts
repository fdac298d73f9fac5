import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { SimulationSummary } from "@fenqi/core/simulation";
import { startReplay } from "../adapters/threads/replay-threads.ts";
import { replayAll } from "../engine/replay-all.ts";
import type { Replayed } from "../engine/simulation-ports.ts";
import { readCatalogue, withStandardWords } from "./catalogue-file.ts";
import { type Command, EXIT, type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { needed, parseFlags, positionals, wholeNumber } from "./flags.ts";
import { openQuotes, quotesChunks } from "./quotes-file.ts";
import { simulationText } from "./simulation-text.ts";

const FLAGS = {
  catalogue: { type: "string" },
  quotes: { type: "string" },
  against: { type: "string" },
  at: { type: "string" },
  threads: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const simulate: Command = {
  summary: "what recorded carts would lose or gain with another catalogue",
  help: `fenqi simulate --catalogue FILE --quotes FILE [flags]

Replays recorded quotes against two catalogues, on all cores, and tells what differs: carts that lose or gain a way, what
catches them, how the cheapest instalments move, and examples to open. Changes nothing.

  --catalogue FILE     the catalogue that is proposed
  --quotes FILE        recorded quotes, one JSON line each: {"id"?, "at", "input"}; written by fenqi quotes export
  --against FILE       the catalogue to compare with; the one in force on the server where not given
  --at INSTANT         every cart as though it were asked at this instant; each at its own where not given
  --threads N          all cores where not given
  --json               the whole summary as JSON, amounts in minor units

Lines that are no recorded quotes are counted, and make the exit code 1.
Environment, without --against: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo).
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    positionals(rest);
    const after = withStandardWords(readCatalogue(needed(values.catalogue, "--catalogue")).catalogue);
    const before =
      values.against === undefined
        ? ((await withServer(io, (api) => api.catalogue())).catalogue as Catalogue)
        : readCatalogue(values.against).catalogue;
    const threads = values.threads === undefined ? undefined : wholeNumber(values.threads, "--threads", 1, 64);
    const at = values.at === undefined ? {} : { at: instant(values.at) };
    const summary = await replayFile(
      { before: withStandardWords(before), after, ...at },
      needed(values.quotes, "--quotes"),
      threads,
      io,
    );
    io.out(values.json ? `${JSON.stringify(summary, null, 2)}\n` : simulationText(summary));
    return summary.unreadable > 0 ? EXIT.refused : EXIT.ok;
  },
};

async function replayFile(
  replayed: Replayed,
  file: string,
  threads: number | undefined,
  io: Io,
): Promise<SimulationSummary> {
  const { handle, bytes } = await openQuotes(file);
  try {
    const replay = await startReplay(replayed, { threads, behind: false });
    try {
      const progress = progressLines(bytes, io);
      await replayAll(replay, quotesChunks(handle, file), (lines, { bytes: read }) => progress(lines, read));
      return await replay.take();
    } finally {
      await replay.close();
    }
  } finally {
    await handle.close();
  }
}

/** A line for every tenth of the file. */
function progressLines(bytes: number, io: Io): (lines: number, read: number) => void {
  let told = 0;
  let quotes = 0;
  let done = 0;
  return (lines, read) => {
    quotes += lines;
    done += read;
    const tenths = Math.floor((10 * done) / Math.max(bytes, 1));
    if (tenths <= told) return;
    told = tenths;
    io.err(`${tenths * 10} %  ${quotes.toLocaleString("en")} quotes\n`);
  };
}

function instant(text: string): string {
  const ms = parseInstant(text);
  if (Number.isNaN(ms))
    throw new Usage(`--at is an instant such as 2026-11-22T02:28:00Z, not ${JSON.stringify(text)}.`);
  return formatInstant(ms);
}
