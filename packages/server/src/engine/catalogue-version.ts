import type { Catalogue } from "@fenqi/core/catalogue";
import { canonical } from "./canonical.ts";
import type { Digest } from "./ports.ts";

/** Characters of the hash that a version shows: 128 bits. */
const SHOWN = 32;

/** The hash of what is offered, and the version of the whole: the same state has the same version, wherever it is made. */
export function versionOf(catalogue: Catalogue, digest: Digest): { contentHash: string; version: string } {
  const { adjustments, ...content } = catalogue;
  const contentHash = digest(canonical(content));
  return { contentHash, version: `cat_${digest(`${contentHash}\n${canonical(adjustments)}`).slice(0, SHOWN)}` };
}
