import type { Method } from "@fenqi/core/offer";
import type {
  Authorisation,
  CallbackMessage,
  FundingAsk,
  Movement,
  MovementAsk,
  MovementKind,
  PartnerCallback,
  PartnerFault,
  PartnerTerm,
  PreCheck,
  ReadSettlementFile,
} from "../../engine/ports.ts";

/**
 * What has to be written for a partner: each method is one try, ends when `signal` says so, and throws
 * {@link PartnerFailure} for anything but a checked answer. guard.ts makes a port of it.
 */
export interface PartnerAdapter {
  describeTerms(method: Method, signal: AbortSignal): Promise<readonly PartnerTerm[]>;
  preCheck(ask: FundingAsk, signal: AbortSignal): Promise<PreCheck>;
  authorise(ask: FundingAsk, key: string, signal: AbortSignal): Promise<Authorisation>;
  lookUp(ask: FundingAsk, signal: AbortSignal): Promise<Authorisation | undefined>;
  /** Captures, cancels or refunds, as `ask.kind` says. */
  move(ask: MoveAsk, signal: AbortSignal): Promise<Movement>;
  /** Takes what is due from the shopper, by their mandate; absent where the partner takes nothing on its day. */
  collect?(ask: MovementAsk, signal: AbortSignal): Promise<Movement>;
  lookUpMovement(ask: MovementAsk, signal: AbortSignal): Promise<Movement | undefined>;
  /** Throws {@link CallbackRefusal} for what cannot be the partner's. */
  readCallback(message: CallbackMessage): Promise<SignedCallback>;
  readonly readSettlementFile: ReadSettlementFile;
}

/** A movement of what was authorised. */
export type MoveAsk = MovementAsk & { readonly kind: Exclude<MovementKind, "collect"> };

/** A callback whose signature is right. */
export interface SignedCallback {
  /** When it was signed. */
  readonly signedAtMs: number;
  /** Stands for these very bytes: a replay has the same, the partner's own next try another. */
  readonly mark: string;
  /** Undefined where it is about nothing that a plan needs. */
  readonly callback: PartnerCallback | undefined;
  /** What the partner wants to hear. */
  readonly reply: string;
}

/** A message that is not the partner's, or not in its form. */
export class CallbackRefusal extends Error {
  override readonly name = "CallbackRefusal";
  readonly why: "unsigned" | "signature" | "form";
  constructor(why: CallbackRefusal["why"]) {
    super(`the callback cannot be used: ${why}`);
    this.why = why;
  }
}

/** A try that brought no usable answer. */
export class PartnerFailure extends Error {
  override readonly name = "PartnerFailure";
  readonly fault: PartnerFault;
  constructor(fault: PartnerFault, options?: ErrorOptions) {
    super(`the partner's answer cannot be used: ${fault}`, options);
    this.fault = fault;
  }
}

/** Nothing can have happened at the partner. After any other fault the call may have had its effect. */
export const isWithoutEffect = (fault: PartnerFault): boolean =>
  fault === "unreachable" || fault === "refused" || fault === "breaker_open";

/** Trying again may help: what is wrong lies in the line or the moment, not in the question or the answer. */
export const isPassing = (fault: PartnerFault): boolean =>
  fault === "timeout" || fault === "unreachable" || fault === "broken_off" || fault === "server_error";
