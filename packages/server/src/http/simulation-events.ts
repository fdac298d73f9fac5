import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { SimulationRow } from "../engine/simulation-ports.ts";

const EVERY_MS = 500;

/**
 * Server-sent events of one simulation: `progress` whenever it moves, then one of `done`, `cancelled` or `failed` with the
 * whole, and the end. Any process can tell it, since all read it from the store.
 */
export function simulationEvents(
  first: SimulationRow,
  read: () => Promise<SimulationRow | undefined>,
  show: (row: SimulationRow) => { readonly progress: object },
  closing: AbortSignal,
): Readable {
  async function* events(): AsyncGenerator<string> {
    let row: SimulationRow | undefined = first;
    let told = -1;
    while (row !== undefined && row.state === "running") {
      yield row.done === told ? ": still there\n\n" : eventOf("progress", show(row).progress);
      told = row.done;
      await pause(EVERY_MS, undefined, { signal: closing });
      row = await read();
    }
    if (row !== undefined) yield eventOf(row.state, show(row));
  }
  return Readable.from(untilClosed(events(), closing));
}

const eventOf = (name: string, data: object): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Ends quietly when the server stops; whoever listens asks again. */
async function* untilClosed(events: AsyncGenerator<string>, closing: AbortSignal): AsyncGenerator<string> {
  try {
    yield* events;
  } catch (error) {
    if (!closing.aborted) throw error;
  }
}
