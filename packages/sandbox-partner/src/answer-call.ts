import type { Happening } from "./callbacks.ts";
import { readAsked } from "./decide.ts";
import type { Faults } from "./faults.ts";
import { type Movement, type MovementKind, type movements, readMovementAsked } from "./movements.ts";
import type { Pages } from "./pages.ts";
import type { Answer, Authorisation, Partners } from "./partner.ts";
import { isDifference, settlementFile } from "./settlement.ts";

const STEP = "[A-Za-z0-9._~-]{1,100}";
const MOVES = "captures|cancellations|refunds|collections";

/** Partner, resource, reference, kind of movement, request. */
export const PARTNER_PATH = new RegExp(
  `^/partners/(${STEP})/(terms|pre-checks|authorisations|settlement)(?:/(${STEP})(?:/(${MOVES})(?:/(${STEP}))?)?)?$`,
);

const KINDS: { readonly [collection: string]: MovementKind } = {
  captures: "capture",
  cancellations: "cancel",
  refunds: "refund",
  collections: "collect",
};

/** What the partners know, and how the store hears of it. */
export interface Books {
  readonly partners: Partners;
  readonly movements: ReturnType<typeof movements>;
  readonly pages: Pages;
  /** Where this program is reached. */
  readonly origin: () => string;
  /** After a while asks what has happened, and tells it where anybody wants to know. */
  later(ms: number, happened: () => Happening | undefined, faults: Faults): void;
}

/** One signed call, as its address and body say. */
export interface PartnerCall {
  readonly verb: string;
  readonly partner: string;
  readonly resource: string;
  readonly reference: string | undefined;
  readonly collection: string | undefined;
  readonly movement: string | undefined;
  readonly method: string;
  readonly body: unknown;
  readonly searchParams: URLSearchParams;
  readonly key: unknown;
}

const no = (status: number, error: string): Answer => ({ status, body: { error } });

/** Of the address, or of the body. */
export const methodOf = (searchParams: URLSearchParams, body: unknown): string =>
  searchParams.get("method") ?? readAsked(body)?.method ?? "";

export function answerCall(books: Books, call: PartnerCall, faults: Faults): Answer {
  const { verb, partner, resource, reference, collection, method, body } = call;
  const { partners } = books;
  if (!partners.products(partner)) return no(404, "partner_unknown");
  if (verb === "GET" && resource === "terms") return partners.describeTerms(partner, method, faults);
  if (verb === "GET" && resource === "settlement") return settlement(books, call);
  if (reference && collection) return move(books, call, faults);
  if (verb === "GET" && reference) return partners.lookUp(partner, reference);
  const question = readAsked(body);
  if (verb !== "POST" || !question || reference) return no(400, "request_invalid");
  if (resource === "pre-checks") return partners.preCheck(partner, question, faults);
  if (typeof call.key !== "string") return no(400, "idempotency_key_missing");
  const { return_url } = body as { readonly return_url?: unknown };
  const page = faults.redirect
    ? books.pages.open(books.origin(), partner, question.reference, readAddress(return_url))
    : undefined;
  const made = partners.authorise(partner, call.key, question, faults, page?.url);
  if (made.status === 201 && !page) {
    const settle = () => partners.settle(partner, question.reference);
    books.later(faults.callback_late_ms ?? 0, () => told("authorisation", partner, settle()), faults);
  }
  return made;
}

function move(books: Books, call: PartnerCall, faults: Faults): Answer {
  const { verb, partner, reference, collection, movement, body, key } = call;
  const kind = KINDS[collection!]!;
  if (verb === "GET" && movement) return books.movements.lookUp(partner, reference!, movement);
  const asked = readMovementAsked(body);
  if (verb !== "POST" || movement || !asked) return no(400, "request_invalid");
  if (key !== asked.request) return no(400, "idempotency_key_missing");
  const held = books.partners.find(partner, reference!);
  if (!held) return no(404, "reference_unknown");
  const made = books.movements.move(partner, kind, held, asked, faults);
  if (made.status === 201) {
    const settle = () => books.movements.settle(partner, { reference: reference!, request: asked.request });
    books.later(faults.callback_late_ms ?? 0, () => told(kind, partner, settle()), faults);
  }
  return made;
}

/** `?differences=amount,missing` plants them. */
function settlement({ movements }: Books, { partner, searchParams }: PartnerCall): Answer {
  const asked = searchParams.get("differences")?.split(",") ?? [];
  const differences = asked.filter(isDifference);
  if (differences.length < asked.length) return no(400, "difference_unknown");
  return { status: 200, body: {}, text: settlementFile(movements.of(partner), differences) };
}

/** An address that a browser can be sent to. */
const readAddress = (value: unknown): string | undefined =>
  typeof value === "string" && /^https?:\/\/\S{1,500}$/.test(value) ? value : undefined;

export function told(
  about: string,
  partner: string,
  made: Authorisation | Movement | undefined,
): Happening | undefined {
  if (!made) return undefined;
  const { reference, id, state, amount, currency } = made;
  const request = "request" in made ? { request: made.request } : {};
  return { type: `${about}.updated`, data: { partner, reference, id, ...request, state, amount, currency } };
}
