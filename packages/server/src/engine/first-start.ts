import { formatInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import { type ApplyDeps, seedCatalogue } from "./apply-catalogue.ts";
import { type KeyDraft, keyRow } from "./keys.ts";
import type { KeyStore, QuotaUse, Role } from "./ports.ts";

/** Known to everybody: taken in demo mode only. The last three are three people. */
export const DEMO_KEYS = {
  publishable: "pk_test_demo",
  secret: "sk_test_demo",
  operator: "sk_test_operator",
  approver: "sk_test_approver",
  support: "sk_test_support",
} as const;

type NewKey = readonly [id: string, key: string, draft: KeyDraft & { readonly person: string }];

const secret = (name: string, role: Role, person: string) =>
  ({ kind: "secret", mode: "test", name, role, person }) as const;

const DEMO_KEY_ROWS: readonly NewKey[] = [
  [
    "key_demo_publishable",
    DEMO_KEYS.publishable,
    {
      kind: "publishable",
      mode: "test",
      name: "Demo",
      origins: ["http://localhost", "http://127.0.0.1"],
      person: "demo",
    },
  ],
  ["key_demo_secret", DEMO_KEYS.secret, secret("Demo", "admin", "demo")],
  ["key_demo_operator", DEMO_KEYS.operator, secret("Lin, payments", "operator", "op-lin")],
  ["key_demo_approver", DEMO_KEYS.approver, secret("Zhou, compliance", "approver", "ap-zhou")],
  ["key_demo_support", DEMO_KEYS.support, secret("He, customer service", "support", "su-he")],
];

type StartDeps = ApplyDeps & { readonly keyRecords: KeyStore };

/** Makes the demo merchant, its keys and its catalogue, whose dates follow the moment of start. What is there stays. */
export async function startDemo(deps: StartDeps, seed: Catalogue, quotaUse: QuotaUse): Promise<void> {
  const merchant = seed.merchant.id;
  await deps.changes.createMerchant(merchant, formatInstant(deps.now()));
  await ensureKeys(deps, merchant, DEMO_KEY_ROWS);
  const seeded = await seedCatalogue(deps, seed, quotaUse, "demo");
  if (!seeded.ok) throw new Error(`the demo catalogue is unsound: ${JSON.stringify(seeded.error)}`);
}

/** Makes a merchant with its first secret key, so that everything else can be done over the API. */
export async function startMerchant(deps: StartDeps, merchant: string, firstKey: string | undefined): Promise<void> {
  await deps.changes.createMerchant(merchant, formatInstant(deps.now()));
  if (firstKey === undefined) return;
  const mode = firstKey.startsWith("sk_live_") ? "live" : "test";
  const draft = { kind: "secret", mode, name: "First key", role: "admin", person: "first" } as const;
  await ensureKeys(deps, merchant, [["key_first", firstKey, draft]]);
}

async function ensureKeys(deps: StartDeps, merchant: string, keys: readonly NewKey[]): Promise<void> {
  const known = new Set((await deps.keyRecords.all(merchant)).map((row) => row.id));
  const at = formatInstant(deps.now());
  for (const [id, key, draft] of keys) {
    if (known.has(id)) continue;
    await deps.changes.run(merchant, (change) => change.insertKey(keyRow(key, id, draft, at, deps.digest), "system"));
  }
}
