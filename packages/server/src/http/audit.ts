import type { AuditEntry, AuditVerdict as AuditVerdictBody } from "@fenqi/contract";
import type { FastifyInstance } from "fastify";
import { readInstant } from "../engine/known-times.ts";
import type { AuditPlace, AuditRecord } from "../engine/ports.ts";
import type { AuditVerdict } from "../engine/verify-audit.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { pageOf } from "./page.ts";
import { answerRefusal } from "./problem.ts";

export function auditRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const inTurn = oneAtATime();

  addRoute(app, context, gate, "readAudit", async ({ key, query }) => {
    const { cursor, limit, ...filter } = query;
    const before = cursor === undefined ? undefined : placeOf(cursor);
    const dated = { ...filter, ...instants(filter) };
    const body = await pageOf(limit, {
      find: (count) => context.audit.list(key.merchant, dated, before, count),
      show: toEntry,
      cursor: idOf,
    });
    return { body };
  });

  addRoute(app, context, gate, "verifyAudit", async ({ key, query }) => {
    const [seq, hash] = query.anchor?.split(":") ?? [];
    const anchored = seq && hash ? [{ seq: Number(seq), hash }] : [];
    return { body: toVerdict(await inTurn(() => context.verifyAudit(key.merchant, anchored))) };
  });
}

/** Reading a whole log takes a while and a connection: however many ask, one is read at a time. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

/** The filter's instants in the form in which entries keep theirs. */
function instants(filter: { readonly from?: string; readonly until?: string }) {
  const read = (name: "from" | "until") => {
    if (filter[name] === undefined) return {};
    const known = readInstant(filter[name]);
    return known === undefined
      ? answerRefusal({ code: "invalid_date", pointer: `#/query/${name}` })
      : { [name]: known };
  };
  return { ...read("from"), ...read("until") };
}

const idOf = ({ stream, seq }: AuditPlace) => `${stream}:${seq}`;

function placeOf(cursor: string): AuditPlace {
  const [stream, seq] = cursor.split(":") as [string, string];
  return { stream, seq: Math.min(Number(seq), 2 ** 31 - 1) };
}

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

const toEntry = ({ stream, seq, at, by, action, subject, before, after, hash }: AuditRecord): AuditEntry => ({
  id: idOf({ stream, seq }),
  stream,
  seq,
  at,
  by,
  action,
  subject,
  before: parsed(before),
  after: parsed(after),
  hash,
});

const toVerdict = (verdict: AuditVerdict): AuditVerdictBody => ({
  merchant: verdict.merchant,
  sound: verdict.sound,
  checked_at: verdict.checkedAt,
  entries: verdict.entries,
  streams: verdict.streams,
  seals: verdict.seals,
  unsealed: verdict.unsealed,
  sealed_at: verdict.sealedAt,
  anchored_seal: verdict.anchoredSeal,
  flaws: [...verdict.flaws],
  flaw_count: verdict.flawCount,
});
