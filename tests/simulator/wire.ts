import { Duplex } from "node:stream";
import type { PGlite } from "@electric-sql/pglite";

/**
 * The embedded database's end of a connection, inside this process: what `pg` writes is answered by PGlite in the same thread,
 * so that nothing depends on when a socket happens to be read.
 *
 * `cut` is asked before each message is carried out: `before` loses the message, `after` its answer; either breaks the
 * connection, as the end of the process that held it would. `begin`: before its first message.
 */
export class Wire extends Duplex {
  private received: Uint8Array = new Uint8Array();
  private readonly database: PGlite;
  private readonly cut: () => "before" | "after" | undefined;
  private readonly begin: () => Promise<void>;
  private begun = false;

  constructor(database: PGlite, cut: Wire["cut"], begin: Wire["begin"]) {
    super();
    this.database = database;
    this.cut = cut;
    this.begin = begin;
  }

  connect(): this {
    process.nextTick(() => this.emit("connect"));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.receive(chunk).then(() => done(), done);
  }

  override _writev(chunks: { readonly chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.receive(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  private async receive(chunk: Buffer): Promise<void> {
    const received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    this.received = received;
    const end = endOfQuestion(received);
    if (end === 0) return;
    const question = new Uint8Array(received.subarray(0, end));
    this.received = received.subarray(end);
    const cut = this.cut();
    if (cut === "before") return void this.destroy();
    if (!this.begun) {
      this.begun = true;
      await this.begin();
    }
    const answer = await this.database.execProtocolRaw(question);
    if (cut === "after") return void this.destroy();
    this.push(Buffer.from(answer));
  }
}

const STARTUP = 196_608;
const [QUERY, SYNC] = [0x51, 0x53];

/** Where the last whole question ends: messages up to a Sync or a simple query, or the first message of all. */
function endOfQuestion(bytes: Buffer): number {
  if (bytes.length >= 8 && bytes.readInt32BE(4) === STARTUP) return bytes.readInt32BE(0);
  let end = 0;
  for (let at = 0; at + 5 <= bytes.length; ) {
    const kind = bytes[at]!;
    at += 1 + bytes.readInt32BE(at + 1);
    if (at > bytes.length) break;
    if (kind === QUERY || kind === SYNC) end = at;
  }
  return end;
}
