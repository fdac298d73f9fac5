import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { ChangeCommand, ChangeDeps } from "./change-once.ts";
import type { KnownKeys } from "./known-keys.ts";
import { readInstant } from "./known-times.ts";
import { mayDo, type Permission } from "./permissions.ts";
import type { Clock, Digest, Effect, Ids, KeyKind, KeyMode, KeyRow, OnceOutcome, Role } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface KeyDraft {
  readonly kind: KeyKind;
  readonly mode: KeyMode;
  readonly name: string;
  readonly origins?: readonly string[];
  readonly expires_at?: Instant;
  /** What it may do. A publishable key is the store's; a secret one too, unless another role is given. */
  readonly role?: Role;
  /** Only these of its permissions; all where absent. */
  readonly scopes?: readonly Permission[];
  /** Who acts with it; whoever makes the key, where absent. */
  readonly person?: string;
}

export interface IssuedKey {
  readonly row: Omit<KeyRow, "merchant">;
  /** The key itself, shown this once. */
  readonly key: string;
}

/** Characters of a key that are kept to recognise it by. */
const HINT = 12;

/** A key as it is kept, from the key itself. `draft.person` says who acts with it. */
export function keyRow(
  key: string,
  id: string,
  draft: KeyDraft & { readonly person: string },
  at: Instant,
  digest: Digest,
): Omit<KeyRow, "merchant"> {
  const { kind, mode, name, origins = [], expires_at, role = "store", scopes, person } = draft;
  return {
    id,
    kind,
    mode,
    name,
    role,
    scopes: scopes ?? null,
    person,
    hash: digest(key),
    hint: key.slice(0, HINT),
    origins,
    createdAt: at,
    expiresAt: expires_at ?? null,
    revokedAt: null,
    rotatedTo: null,
  };
}

export interface KeyDeps extends Pick<ChangeDeps, "changes"> {
  readonly keys: KnownKeys;
  readonly now: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
}

/** Makes a new key; usable in this process when it returns. Throws, keeping nothing, when its id is taken. */
export async function issueKey(
  deps: KeyDeps,
  command: ChangeCommand<IssuedKey> & { readonly draft: KeyDraft },
): Promise<OnceOutcome<Result<IssuedKey>>> {
  const { once } = command;
  const draft = { ...command.draft, person: command.draft.person ?? command.by };
  const outcome = await deps.changes.runOnce(once, async (change): Promise<Effect<Result<IssuedKey>>> => {
    const expires = draft.expires_at === undefined ? undefined : readInstant(draft.expires_at);
    if (draft.expires_at !== undefined && expires === undefined)
      return { value: refuse({ code: "invalid_date", pointer: "/expires_at" }) };
    const index = (draft.scopes ?? []).findIndex((scope) => !mayDo(draft.role ?? "store", scope));
    if (index >= 0) return { value: refuse({ code: "scope_not_held", index }) };
    const now = deps.now();
    const key = `${draft.kind === "secret" ? "sk" : "pk"}_${draft.mode}_${deps.ids.secret()}`;
    const dated = expires === undefined ? draft : { ...draft, expires_at: expires };
    const row = keyRow(key, deps.ids.key(now), dated, formatInstant(now), deps.digest);
    // What is answered must be the key that is kept: a clash of random ids is not passed over.
    if (!(await change.insertKey(row, command.by))) throw new Error(`there is a key ${row.id} already`);
    const value = done({ row, key });
    return { value, remember: command.answer(value.value) };
  });
  if (outcome.kind === "done") await reload(deps, once.merchant);
  return outcome;
}

/** Revokes a key for good; a second time changes nothing. */
export async function revokeKey(deps: KeyDeps, merchant: string, id: string, by: string): Promise<Result<KeyRow>> {
  const row = await deps.changes.run(merchant, (change) => change.revokeKey(id, formatInstant(deps.now()), by));
  if (!row) return refuse({ code: "not_found" });
  await reload(deps, merchant);
  return done(row);
}

/** Loads what was just written; the next poll raises the number as well. */
export const reload = ({ keys }: KeyDeps, merchant: string) => keys.load(merchant, Math.max(0, keys.seqOf(merchant)));
