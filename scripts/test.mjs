// npm test: everything the tests need, then all of them. `npm test -- PATH…` runs only the tests under those paths.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureInstalled } from "./install.mjs";
import { leaveWith, root, runNode24 } from "./node24.mjs";
import { startPostgres } from "./postgres.mjs";
import { chromiumFile, ensureSystemPackages, postgresFolder } from "./system-packages.mjs";

const vectors = readdirSync(path.join(root, "tests", "vectors"))
  .filter((name) => name.endsWith(".json"))
  .map((name) => `tests/vectors/${name}`);
const module = (file) => path.join(root, "node_modules", file);

/** Checks that are one program each, and count as one. */
const checks = [
  ["format", [module("@biomejs/biome/bin/biome"), "format", "."]],
  ["lint", [module("@biomejs/biome/bin/biome"), "lint", "--error-on-warnings", "."]],
  ["types", [module("typescript/bin/tsc"), "--noEmit", "-p", "tsconfig.json"]],
  ["vectors", ["packages/server/src/cli/vectors.ts", ...vectors]],
];

let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => (interrupted = true));

/** Runs the single checks in turn, all of them even when one fails. */
async function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, args] of checks) {
    if (interrupted) break;
    console.log(`\n— ${name}`);
    const code = await runNode24(args);
    counts[code === 0 ? "passed" : "failed"] += 1;
    if (code !== 0) console.log(`— ${name} failed`);
  }
  return counts;
}

const AGAIN_AT_MOST = 3;

/** What vitest counted. A file that did not even load counts as one failure, and so does a run that ended oddly. */
function countTests(files, code) {
  const tests = files.flatMap((file) => file.assertionResults);
  const having = (...states) => tests.filter((test) => states.includes(test.status)).length;
  const brokenFiles = files.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = having("failed") + brokenFiles;
  return {
    passed: having("passed"),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: having("pending", "skipped", "todo", "disabled"),
  };
}

/** One run of vitest over these paths: its exit code and what it tells of each file. Throws when it left no report. */
async function runVitest(paths, env) {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-report-"));
  const file = path.join(folder, "tests.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const args = [module("vitest/vitest.mjs"), "run", ...reporters, ...paths];
    const code = await runNode24(args, { env: { ...process.env, ...env } });
    return { code, files: JSON.parse(readFileSync(file, "utf8")).testResults };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs the tests. Where few files failed, those are run once more by themselves, and the second result is the one that
 * counts: real processes, sockets and browsers on a loaded machine can be late. Such a file is named, to be mended.
 */
async function runTests(paths, env) {
  console.log("\n— tests");
  try {
    const first = await runVitest(paths, env);
    const failed = first.files.filter((file) => file.status === "failed").map((file) => file.name);
    if (failed.length === 0 || failed.length > AGAIN_AT_MOST || interrupted) return countTests(first.files, first.code);

    console.log(`\n— once more: ${failed.map((name) => path.relative(root, name)).join(", ")}`);
    const second = await runVitest(failed, env);
    for (const { name, status } of second.files) {
      if (status === "passed") console.log(`— unsteady: ${path.relative(root, name)} failed, then passed`);
    }
    const steady = first.files.filter((file) => !failed.includes(file.name));
    return countTests([...steady, ...second.files], second.code);
  } catch (error) {
    console.error(`vitest left no report: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

await leaveWith(async () => {
  const paths = process.argv.slice(2);
  await ensureInstalled();
  await ensureSystemPackages();
  const built = await runNode24(["scripts/build.ts"]);
  if (built !== 0) return built;

  const counts = [];
  if (paths.length === 0) counts.push(await runChecks());
  const postgres = await startPostgres(postgresFolder());
  try {
    const env = { FENQI_TEST_DATABASE_URL: postgres.url, CHROMIUM: chromiumFile() };
    if (!interrupted) counts.push(await runTests(paths, env));
  } finally {
    await postgres.stop();
  }

  const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
  if (interrupted) return 130;
  return sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
});
