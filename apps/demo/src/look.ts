import { existsSync } from "node:fs";
import { asset } from "@fenqi/shell";

export const DEMO_STYLE = asset("demo.css", new URL("./demo.css", import.meta.url));

const built = (name: string) => new URL(`../dist/${name}`, import.meta.url);

/** The modules that rolldown made; without them the pages work by their forms. */
export const DEMO_MODULES = ["demo.js", "demo-checkout.js", "ask-again.js"]
  .filter((name) => existsSync(built(name)))
  .map((name) => ({ name, asset: asset(name, built(name)) }));

export function moduleAddress(name: string): string[] {
  return DEMO_MODULES.filter((module) => module.name === name).map((module) => module.asset.path);
}
