import { randomUUID } from "node:crypto";
import type { FenqiClient } from "@fenqi/client";
import type { AdjustmentRecord } from "@fenqi/contract";
import { parseBack } from "./adjust-input.ts";
import { showAdjustment } from "./adjust-show.ts";
import { type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { needed, oneOf, parseFlags, positionals } from "./flags.ts";

const text = { type: "string" } as const;

const MOVE_FLAGS = {
  note: text,
  back: text,
  "better-zh": text,
  "better-en": text,
  terms: text,
  key: text,
  json: { type: "boolean", default: false },
} as const;

interface MoveValues {
  readonly note?: string;
  readonly back?: string;
  readonly "better-zh"?: string;
  readonly "better-en"?: string;
  readonly terms?: string;
}

type Once = { readonly idempotencyKey: string };
type Ask = (api: FenqiClient, id: string, values: MoveValues, once: Once, now: Date) => Promise<AdjustmentRecord>;

interface Verb {
  /** Flags that it takes, beside --key and --json. */
  readonly takes: readonly (keyof MoveValues)[];
  readonly ask: Ask;
}

const noted = ({ note }: MoveValues) => (note === undefined ? {} : { note });

/** Each move of an adjustment that stands, by its verb. */
export const MOVES = {
  submit: { takes: [], ask: (api, id, _, once) => api.submit(id, once) },
  approve: { takes: ["note"], ask: (api, id, values, once) => api.approve(id, noted(values), once) },
  reject: { takes: ["note"], ask: (api, id, { note }, once) => api.reject(id, { note: needed(note, "--note") }, once) },
  apply: { takes: [], ask: (api, id, _, once) => api.apply(id, once) },
  extend: {
    takes: ["back", "note"],
    ask: (api, id, values, once, now) =>
      api.extend(id, { back: parseBack(needed(values.back, "--back"), now), ...noted(values) }, once),
  },
  lift: {
    takes: ["better-zh", "better-en", "terms"],
    ask: (api, id, values, once) => api.lift(id, lifting(values), once),
  },
  advance: { takes: [], ask: (api, id, _, once) => api.advance(id, once) },
  "roll-back": { takes: ["note"], ask: (api, id, values, once) => api.rollBack(id, noted(values), once) },
  withdraw: { takes: ["note"], ask: (api, id, values, once) => api.withdraw(id, noted(values), once) },
} as const satisfies Record<string, Verb>;

export type MoveVerb = keyof typeof MOVES;
export const isMove = (verb: string | undefined): verb is MoveVerb => verb !== undefined && Object.hasOwn(MOVES, verb);

/** Moves an adjustment as a person would, and shows where it stands. */
export async function moveAdjustment(verb: MoveVerb, args: readonly string[], io: Io): Promise<number> {
  const { values, positionals: rest } = parseFlags(args, MOVE_FLAGS);
  const [id] = positionals(rest, "ID");
  const { json, key = randomUUID(), ...given } = values;
  const { takes, ask }: Verb = MOVES[verb];
  const stray = Object.keys(given).find((flag) => !takes.includes(flag as keyof MoveValues));
  if (stray !== undefined) throw new Usage(`${verb} takes no --${stray}.`);
  const record = await withServer(io, (api) => ask(api, id, given, { idempotencyKey: key }, io.now()));
  return showAdjustment(record, json, io);
}

function lifting({ "better-zh": zh, "better-en": en, terms }: MoveValues) {
  if ((zh === undefined) !== (en === undefined)) throw new Usage("Give --better-zh and --better-en, or neither.");
  return {
    ...(zh === undefined || en === undefined ? {} : { better: { "zh-CN": zh, en } }),
    ...(terms === undefined ? {} : { terms: oneOf(terms, "--terms", ["same", "new"]) }),
  };
}
