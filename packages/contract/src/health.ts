import Type, { type Static } from "typebox";
import { closed, nullable, oneOf } from "./values.ts";

export const Live = closed("Live", { status: Type.Literal("live") });

export const Ready = closed("Ready", {
  status: oneOf("ready", "starting", "unavailable"),
  store: oneOf("reachable", "unreachable"),
  catalogue: oneOf("current", "uncertain"),
  /** Seconds since the store last confirmed that the catalogue is the newest. */
  catalogue_age: nullable(Type.Number({ minimum: 0 })),
  engine: Type.String(),
});

export type Ready = Static<typeof Ready>;
