/** A Fenqi server in a process of its own, configured by the environment; prints its address when it is ready. */
const BUILT = new URL("../../packages/server/dist/program/server.js", import.meta.url).href;
// As it is run: `npm run bench` has built it.
const { readConfig, startServer } = (await import(BUILT)) as typeof import("@fenqi/server");

const server = await startServer({ ...readConfig(process.env), ratePerSecond: 1_000_000 });
process.once("SIGTERM", () => void server.close().then(() => process.exit(0)));
process.stdout.write(`ready ${server.url}\n`);
