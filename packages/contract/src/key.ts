import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { PERMISSIONS } from "./route.ts";
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
  /** Only these of the role's permissions; all of them where absent. */
  scopes: Type.Optional(list(oneOf(...PERMISSIONS), PERMISSIONS.length, 1)),
  origins: Type.Optional(list(Origin, LIMITS.origins)),
  expires_at: Type.Optional(Instant),
});

export const KeyRotation = closed("KeyRotation", {
  /** So long both keys work; 0 ends the old one at once. */
  overlap_hours: Type.Integer({ minimum: 0, maximum: 720 }),
  /** Of the new key; as long a life as the old one's where absent. */
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
  /** Null for all of the role's. */
  scopes: nullable(list(Type.String(), PERMISSIONS.length)),
  expires_at: nullable(Instant),
  /** The key that takes its place; until `expires_at` both work. */
  rotated_to: nullable(Id),
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
export type KeyRotation = Static<typeof KeyRotation>;
