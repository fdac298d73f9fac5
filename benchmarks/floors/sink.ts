/** Takes whatever is posted and says 204; GET tells how many have come, and in how many milliseconds from the first to the last. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

let count = 0;
let [first, last] = [0, 0];
const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.end(JSON.stringify({ count, ms: last - first }));
    [count, first, last] = [0, 0, 0];
    return;
  }
  request.resume().on("end", () => {
    last = performance.now();
    if (count === 0) first = last;
    count += 1;
    response.writeHead(204).end();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once("SIGTERM", () => process.exit(0));
