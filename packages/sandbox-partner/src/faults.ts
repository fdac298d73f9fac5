import { seededRandom } from "./random.ts";

/** What goes wrong, for a partner and method or for all. Absent switches are off. */
export interface Faults {
  /** Waits this long before each answer. */
  readonly latency_ms?: number;
  /** Never answers. */
  readonly timeout?: boolean;
  /** Answers with this status and an error. */
  readonly status?: number;
  /** Answers 200 with what is not JSON. */
  readonly garbage?: boolean;
  /** Answers 200 with JSON of another form. */
  readonly wrong_schema?: boolean;
  /** Breaks the connection in the middle of the answer. */
  readonly reset?: boolean;
  /** Sends the answer byte by byte, without end. */
  readonly drip?: boolean;
  /** Sends 100 MB. */
  readonly huge?: boolean;
  /** Answers about one minor unit more than was asked. */
  readonly wrong_amount?: boolean;
  /** Answers in another currency than was asked. */
  readonly wrong_currency?: boolean;
  /** Share of calls, 0 to 1, that the faults above touch: all where absent. Alone it is status 503. */
  readonly error_rate?: number;
  /** Declines everybody, with a reason of its own, and whatever moves money. */
  readonly decline?: boolean;
  /** Takes nothing from shoppers on its day: there is too little on the account. */
  readonly collect_decline?: boolean;
  /** Answers "pending" to whatever moves money; it is done when its callback is due. */
  readonly pending?: boolean;
  /** Sends the shopper to a page of the partner, to agree there or not. */
  readonly redirect?: boolean;
  /** Calls back this long after the answer. */
  readonly callback_late_ms?: number;
  /** Never calls back. */
  readonly callback_lost?: boolean;
  /** Calls back twice, byte for byte. */
  readonly callback_duplicate?: boolean;
  /** Calls back only after the next callback. */
  readonly callback_out_of_order?: boolean;
  /** Signs callbacks with another secret. */
  readonly callback_forged?: boolean;
  /** Describes terms that differ from those it was started with. */
  readonly drifted_terms?: boolean;
}

const NUMBERS: { readonly [name: string]: readonly [least: number, most: number] } = {
  latency_ms: [0, 600_000],
  status: [400, 599],
  error_rate: [0, 1],
  callback_late_ms: [0, 600_000],
};
const SWITCHES = [
  "timeout",
  "garbage",
  "wrong_schema",
  "reset",
  "drip",
  "huge",
  "wrong_amount",
  "wrong_currency",
  "decline",
  "collect_decline",
  "drifted_terms",
  "pending",
  "redirect",
  "callback_lost",
  "callback_duplicate",
  "callback_out_of_order",
  "callback_forged",
];

/** What is wrong with a request for faults; empty when it is sound. */
export function faultFlaws(asked: { readonly [name: string]: unknown }): string[] {
  return Object.entries(asked).flatMap(([name, value]) => {
    const range = NUMBERS[name];
    if (range) {
      const fits = typeof value === "number" && value >= range[0] && value <= range[1];
      return fits ? [] : [`${name} must be a number from ${range[0]} to ${range[1]}`];
    }
    if (SWITCHES.includes(name)) return typeof value === "boolean" ? [] : [`${name} must be true or false`];
    return [`there is no fault ${name}`];
  });
}

/** The faults that are switched on, by whom they touch. */
export interface FaultBoard {
  /** Puts these in the place of those set before for the same partner and method; `seed` starts the dice anew. */
  set(partner: string | undefined, method: string | undefined, faults: Faults, seed?: number): void;
  clear(): void;
  all(): readonly { readonly partner?: string; readonly method?: string; readonly faults: Faults }[];
  /** What touches one call: those for all, then for the partner, then for its method; dice are thrown. */
  draw(partner: string, method: string): Faults;
}

export function faultBoard(seed: number): FaultBoard {
  const board = new Map<string, { partner?: string; method?: string; faults: Faults }>();
  let random = seededRandom(seed);
  const key = (partner = "*", method = "*") => `${partner} ${method}`;
  return {
    set(partner, method, faults, newSeed) {
      if (newSeed !== undefined) random = seededRandom(newSeed);
      board.set(key(partner, method), { ...(partner && { partner }), ...(method && { method }), faults });
    },
    clear: () => board.clear(),
    all: () => [...board.values()],
    draw(partner, method) {
      const keys = [key(), key(undefined, method), key(partner), key(partner, method)];
      const faults: Faults = Object.assign({}, ...keys.map((one) => board.get(one)?.faults));
      return touched(faults, random);
    },
  };
}

const BREAKING = ["timeout", "status", "garbage", "wrong_schema", "reset", "drip", "huge"] as const;
/** Faults of the line; every other one holds whatever the dice say. */
const OF_THE_LINE: readonly string[] = [...BREAKING, "wrong_amount", "wrong_currency"];

function touched(faults: Faults, random: () => number): Faults {
  const { error_rate, ...all } = faults;
  if (error_rate === undefined) return all;
  if (random() < error_rate) return BREAKING.some((name) => all[name]) ? all : { ...all, status: 503 };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !OF_THE_LINE.includes(name)));
}
