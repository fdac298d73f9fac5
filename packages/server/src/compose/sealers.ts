import { ConfigError, DEFAULTS, type ServerConfig } from "../adapters/environment/config.ts";
import { demoMasterKey } from "../adapters/environment/master-key.ts";
import { answerSealer } from "../adapters/token/answers.ts";
import { auditSigner } from "../adapters/token/audit-signer.ts";
import { planLinks } from "../adapters/token/plan-links.ts";
import { type DerivedKey, deriveKey, type KeyPurpose } from "../adapters/token/secrets.ts";
import { settlementSealer } from "../adapters/token/settlements.ts";
import { tokenSealer } from "../adapters/token/tokens.ts";
import { vault } from "../adapters/token/vault.ts";

/** The newest first: it seals, and all of them open. */
type MasterKeys = readonly [Buffer, ...Buffer[]];
type DerivedKeys = readonly [DerivedKey, ...DerivedKey[]];

/** The configured master keys; the demo makes one beside its data. Throws ConfigError where there is none. */
export function masterKeysOf({ masterKeys, demo, dataDir }: ServerConfig): MasterKeys {
  if (masterKeys) return masterKeys;
  if (demo) return [demoMasterKey(dataDir ?? DEFAULTS.dataDir!)];
  throw new ConfigError(["FENQI_MASTER_KEY is needed: 32 random bytes in base64 (openssl rand -base64 32)"]);
}

export type Sealers = ReturnType<typeof sealersOf>;

/** Everything that seals or signs, each by keys of its own from the master keys. */
export function sealersOf(masterKeys: MasterKeys) {
  const [first, ...before] = masterKeys;
  const keysFor = (purpose: KeyPurpose): DerivedKeys => [
    deriveKey(first, purpose),
    ...before.map((key) => deriveKey(key, purpose)),
  ];
  return {
    tokens: tokenSealer(keysFor("token")),
    answers: answerSealer(keysFor("answers")),
    audit: auditSigner(keysFor("audit")),
    settlements: settlementSealer(masterKeys),
    planLinks: planLinks(masterKeys),
    vault: vault(masterKeys),
  };
}
