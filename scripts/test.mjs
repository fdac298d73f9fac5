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

/** What vitest counted. A file that did not even load counts as one failure, and so does a run that ended oddly. */
function countTests(report, code) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function runTests(paths, env) {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-report-"));
  const file = path.join(folder, "tests.json");
  console.log("\n— tests");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const code = await runNode24([module("vitest/vitest.mjs"), "run", ...reporters, ...paths], {
      env: { ...process.env, ...env },
    });
    return countTests(JSON.parse(readFileSync(file, "utf8")), code);
  } catch (error) {
    console.error(`vitest left no report: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
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
