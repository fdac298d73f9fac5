import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";

/** A way to a database on which every notice is lost, and nothing else is. */
export interface LostNotices {
  /** Address of the same database by this way. */
  readonly url: string;
  /** Notices that were lost so far. */
  lost(): number;
  close(): void;
}

/** PostgreSQL's NotificationResponse: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const NOTICE = "A".charCodeAt(0);
/** A byte that says what it is, and four with the length of themselves and the rest. */
const HEAD = 5;

/** Stands between a server and its database. Messages are told apart by their own lengths: without TLS only. */
export async function loseNotices(databaseUrl: string): Promise<LostNotices> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let lost = 0;
  const server = createServer((asking) => {
    const answering = connect(Number(port || 5432), hostname);
    for (const socket of [asking, answering]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        asking.destroy();
        answering.destroy();
      });
    }
    asking.pipe(answering);
    answering.pipe(withoutNotices(() => (lost += 1))).pipe(asking);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    lost: () => lost,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** What a database says, message by message, without its notices. */
function withoutNotices(onLost: () => void): Transform {
  let rest: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _, done) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      while (rest.length >= HEAD) {
        const end = 1 + rest.readUInt32BE(1);
        if (rest.length < end) break;
        if (rest[0] === NOTICE) onLost();
        else this.push(rest.subarray(0, end));
        rest = rest.subarray(end);
      }
      done();
    },
  });
}
