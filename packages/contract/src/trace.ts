import Type from "typebox";
import { closed, Id, list, nullable } from "./values.ts";

const Check = closed("Check", {
  check: Type.String({ description: "adjustment, offer, amount, shopper.age, rule, lender, cap, …" }),
  holds: Type.Boolean(),
  /** As the catalogue says it. */
  wanted: Type.Unknown(),
  /** What the cart or the shopper had. Never told where `personal`. */
  found: Type.Unknown(),
  personal: Type.Boolean(),
  adjustment: nullable(Id),
  causes: list(
    closed("TracedCause", {
      code: Type.String(),
      category: Type.String(),
      explanation: closed("TracedExplanation", { id: Id, version: Type.Integer(), text: Type.String() }),
      facts: Type.Unknown(),
    }),
    100,
  ),
});

/** Every condition of one offer, those that hold too. */
export const OfferTrace = closed("OfferTrace", {
  offer: Id,
  available: Type.Boolean(),
  checks: list(Check, 1_000),
});
