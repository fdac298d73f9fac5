import Type, { type Static } from "typebox";
import { closed, Id, Instant, list, Name, nullable, oneOf, Words } from "./values.ts";

/** What a person may be at a merchant; `store` is for keys alone. */
export const UserRole = oneOf("viewer", "support", "operator", "approver", "finance", "admin");

export const Email = Type.String({
  pattern: '^[^\\s@<>()\\[\\]",;:\\\\]{1,64}@[^\\s@<>()\\[\\]",;:\\\\]{1,180}$',
  description: "Capitals make no difference.",
});

/** Any characters, spaces too; taken in Unicode's form NFC. */
export const Password = Type.String({ minLength: 1, maxLength: 256 });

export const SignInRequest = closed("SignInRequest", {
  email: Email,
  password: Password,
});

/** A merchant as its people see it; without a name until it has a catalogue, and then in UTC. */
const MerchantRef = closed("MerchantRef", { id: Id, name: nullable(Words), time_zone: Name });

export const SignedIn = closed("SignedIn", {
  user: closed("SignedInUser", { id: Id, email: Type.String(), name: Name }),
  merchant: MerchantRef,
  /** All that the person may look at. */
  merchants: list(MerchantRef, 1_000),
  role: UserRole,
  permissions: list(Type.String(), 100),
  demo: Type.Boolean(),
  /** Then the person signs in again, however busy they are. */
  ends_at: Instant,
  /** A session that is not used for so long is over. */
  idle_minutes: Type.Integer({ minimum: 1 }),
});

export const SignedOut = closed("SignedOut", { ended_at: Instant });
export const SwitchRequest = closed("SwitchRequest", { merchant: Id });

export type SignedIn = Static<typeof SignedIn>;
export type SignedOut = Static<typeof SignedOut>;
export type SignInRequest = Static<typeof SignInRequest>;
