import pg from "pg";

/** The channel on which a change is told; its payload is the merchant. */
export const CHANNEL = "fenqi_change";

/** Hearing of changes by other processes. A lost notice is made up for by the poll; see jobs/watch-changes.ts. */
export interface Notices {
  listen(changed: () => void): void;
  /** Whether a listening connection stands now. */
  connected(): boolean;
  close(): Promise<void>;
}

/** The embedded database has one process only, which tells itself. */
export const pollOnly = (): Notices => ({ listen: () => {}, connected: () => true, close: async () => {} });

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** One connection of its own that listens, and is made again, ever more slowly, when it breaks. */
export function postgresNotices(url: string): Notices {
  let client: pg.Client | undefined;
  let closed = false;
  let wait = FIRST_WAIT_MS;
  let timer: NodeJS.Timeout | undefined;
  let tell = () => {};

  const lose = (lost: pg.Client) => {
    if (lost !== client || closed) return;
    client = undefined;
    lost.end().catch(() => {});
    timer = setTimeout(connect, wait);
    timer.unref();
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };

  async function connect() {
    const made = new pg.Client({ connectionString: url, application_name: "fenqi-notices", keepAlive: true });
    client = made;
    made.on("error", () => lose(made));
    made.on("end", () => lose(made));
    made.on("notification", () => tell());
    try {
      await made.connect();
      await made.query(`listen ${CHANNEL}`);
      wait = FIRST_WAIT_MS;
      tell();
    } catch {
      lose(made);
    }
  }

  return {
    listen(changed) {
      tell = changed;
      void connect();
    },
    connected: () => client !== undefined,
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
