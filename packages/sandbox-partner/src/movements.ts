import type { Faults } from "./faults.ts";
import type { Answer, Authorisation } from "./partner.ts";

export type MovementKind = "capture" | "cancel" | "refund" | "collect";

/** Money taken, let go of, given back, or taken from the shopper on its day. `amount` in minor units. */
export interface Movement {
  readonly id: string;
  readonly reference: string;
  readonly request: string;
  readonly kind: MovementKind;
  readonly state: "pending" | "done" | "declined";
  readonly amount: number;
  readonly currency: string;
  /** When it was asked. */
  readonly atMs: number;
}

export type MovementAsked = Pick<Movement, "request" | "amount" | "currency"> & {
  /** By which the shopper lets it be taken. */
  readonly mandate?: string;
};

const no = (status: number, error: string): Answer => ({ status, body: { error } });

/** What has been done about each authorisation: taken once, let go of only before, given back up to what was taken. */
export function movements() {
  /** By partner and reference, then by request. */
  const made = new Map<string, Map<string, Movement>>();
  let count = 0;
  const about = (partner: string, reference: string) => made.get(`${partner} ${reference}`);

  /** Why it cannot be done; undefined where it can. */
  function flaw(partner: string, kind: MovementKind, held: Authorisation, asked: MovementAsked): string | undefined {
    const sumOf = (wanted: MovementKind) =>
      [...(about(partner, held.reference)?.values() ?? [])].reduce(
        (sum, one) => (one.kind === wanted && one.state !== "declined" ? sum + one.amount : sum),
        0,
      );
    const [taken, gone, back] = [sumOf("capture"), sumOf("cancel"), sumOf("refund")];
    if (held.state !== "approved") return "not_authorised";
    if (asked.currency !== held.currency) return "other_currency";
    if (kind === "collect") return asked.mandate === undefined ? "mandate_missing" : undefined;
    if (kind === "refund") return back + asked.amount > taken ? "more_than_captured" : undefined;
    if (taken > 0) return "already_captured";
    if (gone > 0) return "already_cancelled";
    return asked.amount > held.amount ? "more_than_authorised" : undefined;
  }

  return {
    /** One movement for each request: the same request gets the same answer, another under its name 422. */
    move(partner: string, kind: MovementKind, held: Authorisation, asked: MovementAsked, faults: Faults): Answer {
      const before = about(partner, held.reference)?.get(asked.request);
      if (before) {
        const same = before.kind === kind && before.amount === asked.amount && before.currency === asked.currency;
        return same ? { status: 200, body: { ...before } } : no(422, "key_of_another_request");
      }
      const wrong = flaw(partner, kind, held, asked);
      if (wrong) return no(409, wrong);
      count += 1;
      const { request, amount, currency } = asked;
      const declines = faults.decline || (kind === "collect" && faults.collect_decline);
      const movement: Movement = {
        id: `${kind}_${count}`,
        reference: held.reference,
        kind,
        request,
        amount,
        currency,
        state: declines ? "declined" : faults.pending ? "pending" : "done",
        atMs: Date.now(),
      };
      const key = `${partner} ${held.reference}`;
      made.set(key, (made.get(key) ?? new Map()).set(asked.request, movement));
      return { status: 201, body: { ...movement } };
    },
    lookUp(partner: string, reference: string, request: string): Answer {
      const movement = about(partner, reference)?.get(request);
      return movement ? { status: 200, body: { ...movement } } : no(404, "movement_unknown");
    },
    /** A pending one is done. */
    settle(partner: string, { reference, request }: Pick<Movement, "reference" | "request">): Movement | undefined {
      const movement = about(partner, reference)?.get(request);
      if (movement?.state !== "pending") return movement;
      const done: Movement = { ...movement, state: "done" };
      about(partner, reference)!.set(request, done);
      return done;
    },
    of: (partner: string): readonly Movement[] =>
      [...made].flatMap(([key, some]) => (key.startsWith(`${partner} `) ? [...some.values()] : [])),
  };
}

/** The request, or undefined when it has not the right form. */
export function readMovementAsked(body: unknown): MovementAsked | undefined {
  const { request, amount, currency, mandate } = (body ?? {}) as { readonly [name: string]: unknown };
  if (typeof request !== "string" || !/^[A-Za-z0-9_]{1,64}$/.test(request) || typeof currency !== "string") {
    return undefined;
  }
  if (!Number.isSafeInteger(amount) || (amount as number) <= 0) return undefined;
  if (mandate !== undefined && typeof mandate !== "string") return undefined;
  return { request, amount: amount as number, currency, ...(mandate === undefined ? {} : { mandate }) };
}
