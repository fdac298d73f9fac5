/** A store that lends from its own book, in a process of its own; BENCH_PLANS says with how many plans. */
import { startOwnBook } from "../own-book.ts";

const { DATABASE_URL, FENQI_DATA, BENCH_PLANS = "0" } = process.env;
const place = DATABASE_URL ? { databaseUrl: DATABASE_URL, dataDir: null } : { dataDir: FENQI_DATA ?? null };
const server = await startOwnBook(place, Number(BENCH_PLANS));
process.once("SIGTERM", () => void server.close().then(() => process.exit(0)));
process.stdout.write(`ready ${server.url}\n`);
