import { connect, type Socket } from "node:net";

export interface Answer {
  readonly status: number;
  /** Its text, made when it is asked for: who only counts answers does not pay for what is in them. */
  readonly body: string;
}

/** One kept connection, one request at a time, and as little work around it as can be: the machine is shared with the server. */
export interface Client {
  ask(request: string): Promise<Answer>;
  /** False once the server has closed it, as it does with one that is silent for long. */
  isOpen(): boolean;
  close(): void;
}

export async function openClient(url: string): Promise<Client> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let got = Buffer.alloc(0);
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  socket.on("data", (chunk) => {
    got = got.length === 0 ? chunk : Buffer.concat([got, chunk]);
    const answer = whole(got);
    if (!answer || !waiting) return;
    const { resolve } = waiting;
    waiting = undefined;
    got = Buffer.alloc(0);
    resolve(answer);
  });
  const broken = (error?: Error) => waiting?.reject(error ?? new Error("the connection was closed"));
  socket.on("error", broken).on("close", () => broken());
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    isOpen: () => socket.writable,
    close: () => socket.destroy(),
  };
}

export interface Clients {
  /** Asks by whichever client is free. Throws when none is: as many may ask at once as there are. */
  ask(request: string): Promise<Answer>;
  close(): void;
}

export async function openClients(url: string, count: number): Promise<Clients> {
  const free = await Promise.all(Array.from({ length: count }, () => openClient(url)));
  return {
    async ask(request) {
      const idle = free.pop();
      if (!idle) throw new Error("every client is asking");
      const client = idle.isOpen() ? idle : await openClient(url);
      const answer = await client.ask(request);
      free.push(client);
      return answer;
    },
    close() {
      for (const client of free) client.close();
    },
  };
}

const HEAD_END = "\r\n\r\n";

/** The answer, when all of it is there. Every route answers with a length. */
function whole(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const from = end + HEAD_END.length;
  if (bytes.length < from + length) return undefined;
  return {
    status: Number(head.slice(9, 12)),
    get body() {
      return bytes.toString("utf8", from, from + length);
    },
  };
}

/** A POST as it goes over the wire. */
export function postOf(path: string, key: string, body: unknown, idempotencyKey?: string): string {
  const text = JSON.stringify(body);
  const once = idempotencyKey === undefined ? "" : `idempotency-key: ${idempotencyKey}\r\n`;
  return (
    `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${key}\r\n${once}` +
    `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  );
}
