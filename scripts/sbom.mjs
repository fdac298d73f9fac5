// Writes what the program is made of as CycloneDX: fenqi.cdx.json, or the file that is named. Without what only builds or tests it.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const [file = "fenqi.cdx.json"] = process.argv.slice(2);
const args = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--omit", "dev"];
const { status, stdout, stderr } = spawnSync("npm", args, { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
if (status !== 0) {
  process.stderr.write(stderr || stdout);
  process.exit(1);
}
writeFileSync(file, stdout);
console.log(`${file}: ${JSON.parse(stdout).components.length} components`);
