/** A Fenqi server in a process of its own, configured by the environment; prints its address when it is ready. */
import { readConfig, startServer } from "@fenqi/server";

const server = await startServer({ ...readConfig(process.env), ratePerSecond: 1_000_000 });
process.once("SIGTERM", () => void server.close().then(() => process.exit(0)));
process.stdout.write(`ready ${server.url}\n`);
