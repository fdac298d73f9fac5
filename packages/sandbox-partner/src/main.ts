import { readFileSync } from "node:fs";
import { startSandboxPartner } from "./server.ts";
import type { TermsBook } from "./terms.ts";

/** The program: SANDBOX_PORT, SANDBOX_SECRET, SANDBOX_SEED, SANDBOX_TERMS (a JSON file), SANDBOX_CALLBACK_URL, SANDBOX_PUBLIC_URL. */
const {
  SANDBOX_PORT,
  SANDBOX_SECRET = "sandbox-secret",
  SANDBOX_SEED,
  SANDBOX_TERMS,
  SANDBOX_CALLBACK_URL,
  SANDBOX_PUBLIC_URL,
} = process.env;
const sandbox = await startSandboxPartner({
  port: Number(SANDBOX_PORT ?? 4181),
  secret: SANDBOX_SECRET,
  seed: Number(SANDBOX_SEED ?? 1),
  ...(SANDBOX_TERMS ? { terms: JSON.parse(readFileSync(SANDBOX_TERMS, "utf8")) as TermsBook } : {}),
  ...(SANDBOX_PUBLIC_URL ? { publicUrl: SANDBOX_PUBLIC_URL } : {}),
  ...(SANDBOX_CALLBACK_URL ? { callbackUrl: SANDBOX_CALLBACK_URL } : {}),
});
process.stdout.write(`ready ${sandbox.url}\n`);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
