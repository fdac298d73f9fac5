import path from "node:path";
import { openAnchorFile } from "../adapters/anchor/anchor-file.ts";
import type { ServerConfig } from "../adapters/environment/config.ts";
import type { SealDeps } from "../engine/seal-audit.ts";
import type { Engine } from "./engine.ts";
import type { Sealers } from "./sealers.ts";
import type { Stores } from "./stores.ts";

/** The audit log, the keys that sign its seals, and the file outside the database; none for a store in memory. */
export async function auditOf(
  { auditAnchor, dataDir }: ServerConfig,
  { audit }: Stores,
  sealers: Sealers,
  { digest, now }: Engine,
): Promise<SealDeps> {
  const file = auditAnchor ?? (dataDir === null ? undefined : path.join(dataDir, "audit-anchor.jsonl"));
  const anchor = file === undefined ? {} : { anchor: await openAnchorFile(file) };
  return { audit, signer: sealers.audit, digest, now, ...anchor };
}
