import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { SpooledFile } from "../../engine/ports.ts";

/**
 * Keeps a body on disk as it comes, in pieces: whatever its size, memory holds one. Undefined where it is longer than `most`
 * bytes. The caller removes the file.
 */
export async function spool(body: AsyncIterable<Uint8Array>, most: number): Promise<SpooledFile | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), "fenqi-file-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const file = path.join(folder, "file");
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    await pipeline(
      body,
      async function* (pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) {
          bytes += piece.length;
          if (bytes > most) throw new TooLong();
          hash.update(piece);
          yield piece;
        }
      },
      createWriteStream(file, { mode: 0o600 }),
    );
  } catch (error) {
    await remove();
    if (error instanceof TooLong) return undefined;
    throw error;
  }
  return {
    hash: hash.digest("hex"),
    bytes,
    read: () => createReadStream(file),
    remove,
  };
}

class TooLong extends Error {}
