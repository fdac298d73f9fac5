/** Options that can be seen to be right before anything is asked. */
export interface Basics {
  readonly url: string;
  readonly secretKey: string;
  readonly webhookSecrets?: readonly string[];
  readonly timeZone?: string;
}

/** Reads what a shop starts with. Throws, naming the first option that cannot be used, as one from an environment where it is not set. */
export function readOptions<T extends Basics>(options: T): T {
  const { url, secretKey, webhookSecrets = [], timeZone = "Asia/Shanghai" } = options;
  const refuse = (what: string) => new Error(`FenqiPlugin: ${what}`);
  if (!/^https?:\/\/[^/]/.test(url))
    throw refuse("url must be the address of a Fenqi server, such as https://pay.example");
  if (!/^sk_/.test(secretKey)) throw refuse("secretKey must be a secret key (sk_test_… or sk_live_…)");
  if (!webhookSecrets.every((secret) => /^whsec_/.test(secret)))
    throw refuse("webhookSecrets must be secrets of the webhook endpoint (whsec_…), or left out");
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw refuse(`timeZone must be an IANA name such as Asia/Shanghai, which ${timeZone} is not`);
  }
  return options;
}
