import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { closed, Id, Instant, list, Name, nullable, oneOf } from "./values.ts";

const Origin = Type.String({
  pattern: "^https?://[a-z0-9.-]{1,253}(:\\d{1,5})?$",
  description: "Scheme, host and port: https://shop.example",
});

export const Role = oneOf("viewer", "admin", "operator", "approver", "support", "finance", "store");

/** Who acts: lower case, so that one person is written in one way. */
export const Person = Type.String({
  pattern: "^[a-z0-9][a-z0-9._@-]{0,63}$",
  description: "Who acts with the key. Two keys of one person are one person.",
});

export const KeyRequest = closed("KeyRequest", {
  kind: oneOf("publishable", "secret"),
  mode: oneOf("test", "live"),
  name: Name,
  role: Type.Optional(Role),
  person: Type.Optional(Person),
  origins: Type.Optional(list(Origin, LIMITS.origins)),
  expires_at: Type.Optional(Instant),
});

const record = {
  id: Id,
  kind: oneOf("publishable", "secret"),
  mode: oneOf("test", "live"),
  name: Name,
  role: Role,
  person: Person,
  /** The first characters, to recognise it by. */
  hint: Type.String(),
  origins: list(Origin, LIMITS.origins),
  created_at: Instant,
  expires_at: nullable(Instant),
  revoked_at: nullable(Instant),
};

export const KeyRecord = closed("KeyRecord", record);
/** The only time that the key itself is shown; the store keeps its hash. */
export const KeyIssued = closed("KeyIssued", { ...record, key: Type.String() });
export const KeyList = closed("KeyList", { items: list(KeyRecord, 1_000) });

export type KeyRequest = Static<typeof KeyRequest>;
export type KeyRecord = Static<typeof KeyRecord>;
export type KeyIssued = Static<typeof KeyIssued>;
export type KeyList = Static<typeof KeyList>;
