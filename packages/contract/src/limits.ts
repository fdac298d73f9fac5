/**
 * Every limit of the API, in one place: the schemas, the server and the documentation read them here.
 *
 * Amounts are minor units; lengths are UTF-16 code units; bodies are bytes.
 */
export const LIMITS = {
  /** Body of a request, unless the route says otherwise. */
  bodyBytes: 64 * 1024,
  catalogueBytes: 5 * 1024 * 1024,
  settlementFileBytes: 512 * 1024 * 1024,
  /** Objects and arrays inside one another. */
  nesting: 32,
  /** Reasons listed in one problem. */
  reasons: 50,

  /** Largest amount: ten thousand million yuan, and products with quantities stay exact. */
  amount: 1_000_000_000_000,
  items: 200,
  quantity: 999,
  lines: 20,
  tagsPerItem: 10,
  /** Different categories and tags in one cart, together: they travel in the token. */
  cartWords: 24,
  skuLength: 64,
  nameLength: 200,
  /** Categories, tags, segments. */
  wordLength: 40,
  idLength: 64,
  segments: 16,
  declinedBy: 16,
  tokenLength: 2048,

  partners: 200,
  offers: 10_000,
  explanations: 1_000,
  adjustments: 1_000,
  calendars: 50,
  ceilings: 500,
  holidays: 2_000,
  termsVersions: 50,
  fees: 10,
  buyouts: 60,
  rules: 10,
  windows: 20,
  count: 480,
  celLength: 1_000,
  textLength: 600,
  /** What a shopper or an agent writes at once. */
  messageLength: 4_000,
  /** Entries of a case that one answer holds. */
  caseEntries: 10_000,

  idempotencyKeyLength: 255,
  /** An order's number, a bank reference. */
  referenceLength: 128,
  origins: 20,
  /** People and keys that are named at once. */
  names: 2_000,
  page: 100,
  /** Recorded quotes in one page of an export. */
  recordedQuotes: 1_000,
  /** Months of use in a comparison. */
  months: 60,
} as const;
