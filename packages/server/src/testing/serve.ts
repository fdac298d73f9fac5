import { readConfig, startServer, untilStopped } from "../main.ts";

/** Run by serverProcess: serves the API, says where, stops on a signal. */
const server = await startServer({ ...readConfig(process.env), pages: false });
await server.demoBegun;
process.send!(server.url);
await untilStopped(server);
process.disconnect();
