import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { ids } from "../../token/ids.ts";
import { webhookSender } from "./webhook-sender.ts";

// Any name leads to this machine.
vi.mock("node:dns", async (original) => ({
  ...(await original<typeof import("node:dns")>()),
  lookup: (_name: string, _options: object, done: (error: null, all: object[]) => void) =>
    done(null, [{ address: "127.0.0.1", family: 4 }]),
}));

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function receiver(answer: RequestListener) {
  let [requests, connections] = [0, 0];
  const server = createServer((request, response) => {
    requests += 1;
    request.resume().on("end", () => answer(request, response));
  }).on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => server.closeAllConnections());
  ends.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?of=shop`;
  return { url, seen: () => ({ requests, connections }) };
}

/** Longer than anything takes that is answered, also on a busy machine. */
const PATIENCE_MS = 20_000;
const secrets = [ids.webhookSecret()];
const never = new AbortController().signal;
function sending({ inside = true, patienceMs = PATIENCE_MS } = {}) {
  const sender = webhookSender({ inside, patienceMs });
  ends.push(() => sender.close());
  return (url: string, signal = never) => sender.send({ url, id: "plan_1_1", atMs: 0, secrets, body: "{}" }, signal);
}

test("one after the other goes over kept connections", async () => {
  const { url, seen } = await receiver(({ url }, response) =>
    response.writeHead(url === "/hook?of=shop" ? 204 : 404).end(),
  );
  const send = sending();
  for (let n = 0; n < 5; n++) expect(await send(url)).toEqual({ status: 204, retryAfter: null });
  const { requests, connections } = seen();
  expect(requests).toBe(5);
  // One is free again only a turn after its answer, when the next is on another.
  expect(connections).toBeLessThanOrEqual(2);
});

test("what it says is heard: a status, how long to wait, and no other address", async () => {
  const { url, seen } = await receiver((_, response) =>
    response.writeHead(302, { location: "/elsewhere", "retry-after": "7" }).end("moved"),
  );
  expect(await sending()(url)).toEqual({ status: 302, retryAfter: "7" });
  expect(seen().requests).toBe(1);
});

test("a status is an answer, whatever comes of the rest", async () => {
  const endless = await receiver((_, response) => {
    response.writeHead(200);
    const more = () => response.write(Buffer.alloc(16 * 1024), (error) => error || setImmediate(more));
    more();
  });
  const torn = await receiver((_, response) => {
    response.writeHead(201).write("half");
    setTimeout(() => response.destroy(), 20);
  });
  const stuck = await receiver((_, response) => {
    response.writeHead(202).write("half");
  });
  expect(await sending()(endless.url)).toEqual({ status: 200, retryAfter: null });
  expect(await sending()(torn.url)).toMatchObject({ status: 201 });
  expect(await sending({ patienceMs: 1_000 })(stuck.url)).toMatchObject({ status: 202 });
});

test("who says nothing, breaks off, or is not there has not answered", async () => {
  const silent = await receiver(() => {});
  const torn = await receiver((_, response) => response.destroy());
  expect(await sending({ patienceMs: 300 })(silent.url)).toEqual({ status: null, reason: "no answer within 300 ms" });
  const send = sending();
  expect(await send(torn.url)).toMatchObject({ status: null, reason: "other side closed" });
  const gone = await send("http://127.0.0.1:1/hook");
  expect(gone).toMatchObject({ status: null, reason: expect.stringContaining("ECONNREFUSED") });
});

test("what is stopped before it has a connection is never sent", async () => {
  const ready = await receiver((_, response) => response.end());
  const send = sending();
  await send(ready.url);
  const { url, seen } = await receiver((_, response) => response.end());
  const stopping = new AbortController();
  const sent = send(url, stopping.signal);
  await Promise.resolve();
  stopping.abort();
  expect(await sent).toEqual({ status: null, reason: "stopped" });
  expect(await send(url, stopping.signal)).toEqual({ status: null, reason: "stopped" });
  await pause(100);
  expect(seen().requests).toBe(0);
});

test("a name that leads inside the network is not connected to", async () => {
  expect(await sending({ inside: false })("https://shop.example/hook")).toEqual({
    status: null,
    reason: "shop.example leads inside the network",
  });
});
