import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { DurableFolder } from "./durable-folder.ts";
import type { EmbeddedPlace } from "./embedded.ts";

/** A thread of its own, so that the database never holds up the answers. */
const { folder, archive, socket, connections } = workerData as EmbeddedPlace;

/** A quarter of what it would take: its files are in the machine's own cache, and a start has to clear every page. */
const BUFFERS = ["-c", "shared_buffers=32MB"];

const files = folder === null ? undefined : new DurableFolder(folder);
const database = await PGlite.create({
  startParams: [...PGlite.defaultStartParams, ...BUFFERS],
  ...(files && { fs: files }),
  ...(archive !== null && { loadDataDir: new Blob([readFileSync(archive)]) }),
});
files?.flushCommits();
const server = new PGLiteSocketServer({ db: database, path: socket, maxConnections: connections });
await server.start();
parentPort!.postMessage("ready");

parentPort!.once("message", async () => {
  await server.stop();
  await database.close();
  parentPort!.postMessage("closed");
  parentPort!.close();
});
