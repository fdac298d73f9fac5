import { spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Advice } from "./node24.mjs";

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function owner() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/**
 * Starts a PostgreSQL of our own in a temporary folder, on a free port of this machine, with fsync on.
 * @param {string} programs the folder of `postgres`
 * @param {{ home?: string, from?: string }} where `home`: a folder to live in, instead of a new one; `from`: the address of a
 * database to be a standby of.
 * @returns {Promise<{ url: string, stop: () => Promise<void>, halt: (signal?: string) => Promise<void>, resume: () => Promise<void> }>}
 * `stop` ends it and removes the folder; `halt` ends it, and `resume` starts it again with what it had.
 */
export async function startPostgres(programs, { home: given, from } = {}) {
  const as = owner();
  const home = given ?? mkdtempSync(path.join(tmpdir(), "fenqi-postgres-"));
  if (as.uid !== undefined) chownSync(home, as.uid, as.gid);
  const options = { ...as, cwd: home, encoding: "utf8" };
  const data = path.join(home, "data");

  const [program, ...args] = from
    ? ["pg_basebackup", "--pgdata", data, "--dbname", from, "--write-recovery-conf", "--checkpoint=fast"]
    : ["initdb", "--pgdata", data, "--username=fenqi", "--auth=trust", "--encoding=UTF8", "--locale=C"];
  const made = spawnSync(path.join(programs, program), args, options);
  if (made.status !== 0) {
    rmSync(home, { recursive: true, force: true });
    throw new Advice(`${program} did not work: ${made.stderr || made.error?.message}`);
  }

  const port = await freePort();
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${home}`, "fsync=on"];
  const start = () => {
    const server = spawn(
      path.join(programs, "postgres"),
      ["-D", data, ...[...settings, "max_connections=200", "log_min_messages=warning"].flatMap((s) => ["-c", s])],
      // A group of its own, so that Ctrl-C reaches the tests first and the database last.
      { ...as, cwd: home, stdio: ["ignore", "ignore", "ignore"], detached: true },
    );
    return { server, ended: new Promise((resolve) => server.once("exit", resolve)) };
  };
  let running = start();

  /** SIGINT ends every connection in good order; SIGQUIT drops them, as a crash does. */
  const halt = async (signal = "SIGINT") => {
    const { server, ended } = running;
    if (server.exitCode !== null) return;
    server.kill(signal);
    const late = setTimeout(() => server.kill("SIGQUIT"), 10_000);
    await ended;
    clearTimeout(late);
  };
  const stop = async () => {
    await halt();
    rmSync(home, { recursive: true, force: true });
  };
  /** It takes connections before it has recovered, and refuses them: only `pg_isready` knows. */
  const isReady = () =>
    new Promise((resolve) => {
      const asked = spawn(path.join(programs, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", `${port}`]);
      asked.once("error", () => resolve(false)).once("exit", (code) => resolve(code === 0));
    });
  const isUp = async () => {
    for (let tries = 0; tries < 150 && running.server.exitCode === null; tries++) {
      if (await isReady()) return true;
      await pause(100);
    }
    return false;
  };
  const resume = async () => {
    running = start();
    if (!(await isUp())) throw new Advice("The temporary PostgreSQL did not start again.");
  };

  if (await isUp()) return { url: `postgresql://fenqi@127.0.0.1:${port}/postgres`, stop, halt, resume };
  await stop();
  throw new Advice("The temporary PostgreSQL did not start.");
}
