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

/** Six digits of an authenticator, or a code that was kept for its loss; spaces and dashes make no difference. */
export const Code = Type.String({ minLength: 6, maxLength: 30, pattern: "^[0-9A-Za-z -]+$" });

export const SignInRequest = closed("SignInRequest", {
  email: Email,
  password: Password,
  code: Type.Optional(Code),
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
  /** Whether a code is asked for when they sign in. */
  second_factor: Type.Boolean(),
  /** Then the person signs in again, however busy they are. */
  ends_at: Instant,
  /** A session that is not used for so long is over. */
  idle_minutes: Type.Integer({ minimum: 1 }),
});

export const PasswordChange = closed("PasswordChange", { password: Password, new_password: Password });
export const PasswordChanged = closed("PasswordChanged", {
  /** The person's other sessions, which are over now. */
  sessions_ended: Type.Integer({ minimum: 0 }),
});
export const FactorRequest = closed("SecondFactorRequest", { password: Password });
export const FactorBegun = closed("SecondFactorBegun", {
  secret: Type.String({ description: "Base 32, to be typed in where nothing can be scanned. Shown this once." }),
  uri: Type.String({ description: "`otpauth://totp/…`, for a camera as a QR code." }),
});
export const FactorCode = closed("SecondFactorCode", { code: Code });
export const FactorConfirmed = closed("SecondFactorConfirmed", {
  /** Each gets in once without the telephone. Shown this once. */
  recovery_codes: list(Type.String(), 10),
});
export const FactorRemoval = closed("SecondFactorRemoval", { password: Password, code: Code });
export const FactorRemoved = closed("SecondFactorRemoved", { second_factor: Type.Boolean() });

export const SignedOut = closed("SignedOut", { ended_at: Instant });
export const SwitchRequest = closed("SwitchRequest", { merchant: Id });

export type PasswordChange = Static<typeof PasswordChange>;
export type PasswordChanged = Static<typeof PasswordChanged>;
export type FactorBegun = Static<typeof FactorBegun>;
export type FactorConfirmed = Static<typeof FactorConfirmed>;
export type FactorRemoval = Static<typeof FactorRemoval>;
export type FactorRemoved = Static<typeof FactorRemoved>;
export type SignedIn = Static<typeof SignedIn>;
export type SignedOut = Static<typeof SignedOut>;
export type SignInRequest = Static<typeof SignInRequest>;
