import { readFileSync } from "node:fs";
import type { Catalogue } from "@fenqi/core";
import { parse } from "yaml";

/** The demo's catalogue as it is written. A build reads it and bundles the value: reading YAML takes a tenth of a start. */
export const WRITTEN = parse(readFileSync(new URL("./catalogue.yaml", import.meta.url), "utf8")) as Catalogue;
