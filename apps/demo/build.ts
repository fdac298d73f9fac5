import { build } from "rolldown";

await build({
  input: {
    demo: "src/browser/demo.ts",
    "demo-checkout": "src/browser/demo-checkout.ts",
    "ask-again": "src/browser/ask-again.ts",
  },
  output: { dir: "dist", format: "es", entryFileNames: "[name].js", minify: true },
});
