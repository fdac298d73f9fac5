import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FolderInUse, lockFolder } from "./folder-lock.ts";

const MODULE = new URL("./folder-lock.ts", import.meta.url).href;
/** Takes the lock of the folder in argv, says so, and stays. */
const PROGRAM = `import { lockFolder } from ${JSON.stringify(MODULE)};
try { lockFolder(process.argv[1]); console.log("held"); setInterval(() => {}, 1000); } catch (error) { console.log(error.name); }`;

describe("check 7: a data folder is one process's", () => {
  let folder: string;
  const started: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "fenqi-lock-"));
  });
  afterEach(() => {
    for (const child of started) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  async function other(): Promise<{ child: ChildProcess; said: string }> {
    const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    started.push(child);
    const [data] = await once(child.stdout!, "data");
    return { child, said: String(data).trim() };
  }

  test("a second is refused, and told who has it", async () => {
    const { child, said } = await other();
    expect(said).toBe("held");
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    expect(() => lockFolder(folder)).toThrow(`process ${child.pid}`);
    expect((await other()).said).toBe("FolderInUse");
  });

  test("one that was killed leaves no stale lock", async () => {
    const { child } = await other();
    child.kill("SIGKILL");
    await once(child, "exit");
    lockFolder(folder).release();
  });

  test("of ten that start at once, one has it", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, other));
    expect(all.filter(({ said }) => said === "held")).toHaveLength(1);
  });

  test("this process is refused too, until it lets go", () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    lock.release();
    lockFolder(folder).release();
  });
});
