import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { paged } from "./page.ts";
import { AnyMinor, closed, Id, Instant, list, nullable, oneOf } from "./values.ts";

const state = oneOf("wanted", "asked", "unclear", "done", "failed");

const movement = {
  n: Type.Integer({ minimum: 1, description: "Within the plan; the partner is asked in this order." }),
  kind: oneOf("capture", "cancel", "refund", "collect"),
  state,
  request: Type.String({ description: "Ours: in the partner's settlement file, and the key of every call about it." }),
  amount: AnyMinor,
  row: nullable(Type.Integer({ minimum: 0, description: "Of a collection: the last row that was due." })),
  fault: nullable(Type.String({ description: "Why it failed, or is not done yet." })),
  partner_id: nullable(Type.String()),
  wanted_at: Instant,
  ended_at: nullable(Instant),
};

/** Money that the partner was told to take, let go of, give back, or take from the shopper on its day. */
export const PlanMovement = closed("PlanMovement", movement);

export const MovementPage = closed("MovementPage", {
  items: list(closed("OpenMovement", { plan: Id, ...movement }), LIMITS.page),
  next_cursor: nullable(Type.String()),
});
export const MovementQuery = closed("MovementQuery", {
  state: Type.Optional(oneOf("wanted", "asked", "unclear", "failed")),
  ...paged(Type.String({ minLength: 1, maxLength: 100, pattern: "^[A-Za-z0-9_]+_[0-9]{1,9}$" })),
});
export const MovementRetryRequest = closed("MovementRetryRequest", {
  movement: Type.Integer({ minimum: 1, maximum: 1_000_000, description: "Its n within the plan." }),
});

export type MovementPage = Static<typeof MovementPage>;
export type MovementQuery = Static<typeof MovementQuery>;
