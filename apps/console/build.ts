import { globSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { build } from "rolldown";

const STYLES = "src/browser/**/*.css";

/** The console's modules, a chunk per page, named by their content; one style sheet; a list of what the first page loads. */
await rm("dist", { recursive: true, force: true });
const { output } = await build({
  input: { console: "src/browser/main.tsx" },
  platform: "browser",
  // React's libraries mark what runs in a browser; here all of it does.
  checks: { moduleLevelDirective: false },
  transform: { define: { "process.env.NODE_ENV": '"production"' }, jsx: "react-jsx" },
  output: {
    dir: "dist",
    format: "es",
    minify: true,
    comments: false,
    entryFileNames: "[name]-[hash].js",
    chunkFileNames: "[name]-[hash].js",
  },
});
const [entry] = output;
const styles = await Promise.all(
  globSync(STYLES)
    .sort()
    .map((file) => readFile(file, "utf8")),
);
await writeFile("dist/console.css", styles.join("\n"));
await writeFile("dist/first.json", JSON.stringify({ entry: entry.fileName, preload: entry.imports }));
