import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { Advice, run } from "./node24.mjs";

const said = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : "";
};

const inPath = (name) =>
  (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));

/** Folder with initdb and postgres, version 15 or later; undefined where there is none. */
export function postgresFolder() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .map(Number)
        .filter((version) => version >= 15)
    : [];
  const folders = versions.sort((a, b) => a - b).map((version) => path.join(debian, String(version), "bin"));
  const configured = said("pg_config", ["--bindir"]);
  return [...folders, ...(configured ? [configured] : [])].find((folder) => existsSync(path.join(folder, "initdb")));
}

/** A Chromium or Chrome to drive; undefined where there is none. */
export const chromiumFile = () =>
  [process.env.CHROMIUM, ...["chromium", "chromium-browser", "google-chrome"].map(inPath)].find(
    (file) => file && existsSync(file),
  );

const hasChineseFont = () => said("fc-list", [":lang=zh-cn", "family"]) !== "";

/** Debian packages that the tests need and this machine lacks. */
function missingPackages() {
  const missing = [];
  if (!postgresFolder()) missing.push("postgresql");
  if (!chromiumFile()) missing.push("chromium");
  if (!hasChineseFont()) missing.push("fonts-noto-cjk", "fontconfig");
  return missing;
}

/** The command that lets us install: nothing as root, `sudo -n` where that asks no password, else undefined. */
function privilege() {
  if (!inPath("apt-get")) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync("sudo", ["-n", "true"]).status === 0 ? ["sudo", "-n"] : undefined;
}

/** Installs what the tests need of the system, where that is possible; says what to install where it is not. */
export async function ensureSystemPackages() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const prefix = privilege();
  const install = ["apt-get", "install", "--yes", "--no-install-recommends", ...missing];
  if (!prefix) {
    throw new Advice(
      `The tests need PostgreSQL 15 or later, Chromium, and a Chinese font. On Debian: sudo ${install.join(" ")}`,
    );
  }
  console.log(`Installing Debian packages: ${missing.join(", ")} …`);
  for (const command of [["apt-get", "update"], install]) {
    const [program, ...args] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", ...command];
    if ((await run(program, args)) !== 0) throw new Advice(`This did not work: ${command.join(" ")}`);
  }
  if (missingPackages().length > 0)
    throw new Advice(`Still missing after the install: ${missingPackages().join(", ")}`);
}
