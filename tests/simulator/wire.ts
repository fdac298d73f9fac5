import { Duplex } from "node:stream";
import type { Life } from "./fate.ts";
import type { Session } from "./session.ts";

/**
 * The embedded database's end of a connection, inside this process: what `pg` writes is answered by PGlite in the same thread,
 * so that nothing depends on when a socket happens to be read.
 *
 * Each question is a step of a life: where that ends before it, the question is lost, and after it its answer. Either breaks the
 * connection, and ends its transaction, as the end of a process does. `begin`: before its first question.
 */
export class Wire extends Duplex {
  private received: Uint8Array = new Uint8Array();
  private readonly session: Session;
  private readonly life: Life;
  private readonly begin: () => Promise<void>;
  private begun = false;
  /** The session is this connection's; how to give it on. */
  private give: (() => void) | undefined;

  constructor(session: Session, life: Life, begin: Wire["begin"]) {
    super();
    this.session = session;
    this.life = life;
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

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.endTransaction().then(() => done(error), done);
  }

  private async receive(chunk: Buffer): Promise<void> {
    const received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    this.received = received;
    const end = endOfQuestion(received);
    if (end === 0) return;
    const question = new Uint8Array(received.subarray(0, end));
    this.received = received.subarray(end);
    this.give ??= await this.session.take();
    const cut = this.life.step();
    if (cut === "before") return void this.destroy();
    if (!this.begun) {
      this.begun = true;
      await this.begin();
    }
    const answer = await this.session.database.execProtocolRaw(question);
    if (cut === "after") return void this.destroy();
    // Every answer ends by saying whether a transaction is open.
    if (answer.at(-1) === IDLE) this.release();
    this.push(Buffer.from(answer));
  }

  private release(): void {
    this.give?.();
    this.give = undefined;
  }

  private async endTransaction(): Promise<void> {
    if (!this.give) return;
    const { database, ofBroken } = this.session;
    await database.exec(ofBroken);
    this.release();
  }
}

const IDLE = 0x49;
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
