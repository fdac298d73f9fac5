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
const bill = JSON.parse(stdout);
// Files of others that stand in this repository and come from no registry.
bill.components.push({
  type: "data",
  "bom-ref": "noto-sans-sc",
  name: "Noto Sans SC",
  version: "5.3.0",
  description: "packages/server/fonts/noto-sans-sc, as @fontsource/noto-sans-sc packs it",
  licenses: [{ license: { id: "OFL-1.1" } }],
  purl: "pkg:npm/%40fontsource/noto-sans-sc@5.3.0",
});
// Says so in the text that it brings, not in its package.json.
for (const one of bill.components) if (one.name === "png-js") one.licenses ??= [{ license: { id: "MIT" } }];
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
console.log(`${file}: ${bill.components.length} components`);
