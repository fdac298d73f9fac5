import type { FastifyInstance } from "fastify";
import { caseTimeline } from "../engine/case-timeline.ts";
import { seeCase } from "../engine/case-view.ts";
import { explainCode } from "../engine/explain-code.ts";
import { askGoodwill, decideGoodwill } from "../engine/goodwill.ts";
import { type OpenedCase, openCase } from "../engine/open-case.ts";
import type { WholeCase } from "../engine/ports.ts";
import { assignCase, closeCase, decideReview } from "../engine/work-case.ts";
import { answerCase, noteOnCase, writeAgain } from "../engine/write-case.ts";
import { addRoute } from "./add-route.ts";
import { merchantOf } from "./announcements.ts";
import type { Answer } from "./call.ts";
import { toHours, toListed, toRecord, toShown } from "./case-record.ts";
import { toView } from "./case-view.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf, publicOnceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { answerRefusal, ProblemAnswer } from "./problem.ts";

/** Personal answers are kept by nobody on their way. */
const PRIVATE = { "cache-control": "private, no-store" } as const;
const kept = (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, ...PRIVATE } });

const unusable = (pointer: string, code: string, detail: string) =>
  new ProblemAnswer("invalid_request", { errors: [{ pointer, code, detail }] });

/** What a case's routes share. */
function sharing(context: HttpContext) {
  const { engine, telling, support, cases } = context;
  const deps = { ...engine, vault: telling.vault, support, cases };
  const merchantNamed = (merchant: string) => {
    const named = engine.live.of(merchant)?.record.catalogue.merchant ?? answerRefusal({ code: "catalogue_missing" });
    return { id: named.id, name: named.name, time_zone: named.time_zone };
  };
  return { deps, merchantNamed };
}

/** The shopper's side: why a way is missing, a message, and the case's own page by its link. */
export function shopperCaseRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { deps, merchantNamed } = sharing(context);
  const { digest } = context;
  const { vault, support } = deps;
  const aboutOf = (merchant: string) => ({ merchant: merchantNamed(merchant), support: toHours(support) });
  /** The merchant and the case of a link, when it is a case's. */
  const linked = (token: string) => {
    const link = vault.openLink(token);
    return link?.kind === "case" ? link : answerRefusal({ code: "link_invalid" });
  };

  addRoute(app, context, gate, "why", async ({ key, query: { code, locale = "zh-CN", merchant: named } }) => {
    const merchant = merchantOf(context, key, named);
    const explained = code === undefined ? undefined : await explainCode(deps, merchant, code, locale);
    if (explained && !explained.ok) return answerRefusal(explained.error);
    return { body: { ...aboutOf(merchant), answer: explained?.value.answer ?? null } };
  });

  addRoute(app, context, gate, "openCase", async (call) => {
    const { key, query, body } = call;
    const merchant = merchantOf(context, key, query.merchant);
    const { text, locale, quote_code, offer, review = false, reply } = body;
    const opened = await openCase(deps, {
      once: publicOnceOf(call, merchant, digest),
      by: key?.kind === "secret" ? key.person : "shopper",
      trusted: key?.kind === "secret",
      text,
      locale,
      review,
      ...(quote_code === undefined ? {} : { quoteCode: quote_code }),
      ...(offer === undefined ? {} : { offer }),
      ...(reply === undefined ? {} : { reply }),
      answer: ({ whole: { row }, token }: OpenedCase) => ({
        status: 201,
        body: JSON.stringify({ id: row.id, due_at: row.dueAt, token }),
      }),
    });
    return kept(answerOnce(opened));
  });

  addRoute(app, context, gate, "readCaseLink", async ({ body }) => {
    const { merchant, id } = linked(body.token);
    const whole = (await deps.cases.read(merchant, id)) ?? answerRefusal({ code: "link_invalid" });
    return kept({ body: toShown(whole, vault, aboutOf(merchant)) });
  });

  addRoute(app, context, gate, "writeCaseLink", async (call) => {
    const { token, text } = call.body;
    const { merchant, id } = linked(token);
    const written = await writeAgain(deps, {
      once: publicOnceOf(call, merchant, digest),
      by: "shopper",
      case: id,
      text,
      answer: (whole) => ({ status: 201, body: JSON.stringify(toShown(whole, vault, aboutOf(merchant))) }),
    });
    return kept(answerOnce(written));
  });
}

/** The other side: the queue, a case, what its shopper saw, and what is done about it. */
export function caseRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { deps, merchantNamed } = sharing(context);
  const { now, digest } = context;
  const record = (whole: WholeCase) => toRecord(whole, deps.vault, now());
  const found = async (merchant: string, id: string): Promise<WholeCase> =>
    (await deps.cases.read(merchant, id)) ?? answerRefusal({ code: "not_found" });
  const answering = (status: 200 | 201) => (whole: WholeCase) => ({ status, body: JSON.stringify(record(whole)) });
  type Moving = Parameters<typeof onceOf>[0] & { readonly params: { readonly id: string } };
  const commandOf = (call: Moving, status: 200 | 201) => ({
    once: onceOf(call, digest),
    by: call.key.person,
    case: call.params.id,
    answer: answering(status),
  });

  addRoute(app, context, gate, "listCases", async ({ key, query: { cursor, limit, ...filter } }) => {
    const body = await pageOf(limit, {
      find: (count) => deps.cases.list(key.merchant, cursor, count, filter),
      show: (row) => toListed(row, deps.vault, now()),
      cursor: ({ row }) => row.id,
    });
    return kept({ body });
  });
  addRoute(app, context, gate, "readCase", async ({ key, params }) =>
    kept({ body: record(await found(key.merchant, params.id)) }),
  );
  addRoute(app, context, gate, "viewCase", async ({ key, params }) => {
    const whole = await found(key.merchant, params.id);
    const seen = await seeCase(deps, key.merchant, whole.row);
    if (!seen.ok) return answerRefusal(seen.error);
    const { time_zone: zone } = merchantNamed(key.merchant);
    const { adjustments, planning } = context;
    const back = seen.value && { quotedAt: seen.value.quotedAt, back: seen.value.now.back };
    const timeline = await caseTimeline({ adjustments, plans: planning.plans }, key.merchant, whole.row, back);
    const about = { support: deps.support, zone, at: new Date(now()).toISOString() };
    return kept({ body: toView(record(whole), whole, seen.value, timeline, about) });
  });

  addRoute(app, context, gate, "writeCase", async (call) => {
    const { text, explanations = [], internal = false } = call.body;
    const command = commandOf(call, 201);
    if (!internal && (text !== undefined || explanations.length > 0))
      return kept(answerOnce(await answerCase(deps, { ...command, text, explanations })));
    if (text === undefined) throw unusable("/text", "required", "what is said, or which explanation");
    if (explanations.length > 0) throw unusable("/explanations", "not_allowed", "a note has own words only");
    return kept(answerOnce(await noteOnCase(deps, { ...command, text })));
  });
  addRoute(app, context, gate, "assignCase", async (call) =>
    kept(answerOnce(await assignCase(deps, { ...commandOf(call, 200), ...call.body }))),
  );
  addRoute(app, context, gate, "closeCase", async (call) =>
    kept(answerOnce(await closeCase(deps, commandOf(call, 200)))),
  );
  addRoute(app, context, gate, "reviewCase", async (call) =>
    kept(answerOnce(await decideReview(deps, { ...commandOf(call, 200), ...call.body }))),
  );
  addRoute(app, context, gate, "askGoodwill", async (call) =>
    kept(answerOnce(await askGoodwill(deps, { ...commandOf(call, 201), ...call.body }))),
  );
  addRoute(app, context, gate, "decideGoodwill", async (call) =>
    kept(answerOnce(await decideGoodwill(deps, { ...commandOf(call, 200), ...call.body }))),
  );
}
