import type { FenqiClient } from "@fenqi/client";
import { connectToAsk, type Deps, type FenqiOptions, readOptions } from "../../../src/index.ts";

/** The store's connection to Fenqi, for routes and hooks: `container.resolve("fenqi")`. */
export class FenqiService implements Deps {
  readonly fenqi: FenqiClient;
  readonly options: FenqiOptions;

  constructor(_cradle: unknown, given: unknown) {
    this.options = readOptions(given);
    this.fenqi = connectToAsk(this.options);
  }

  now(): number {
    return Date.now();
  }
}
