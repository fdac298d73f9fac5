import type { Method } from "@fenqi/core/offer";
import type { Authorisation, FundingAsk, PartnerFault, PartnerTerm, PreCheck } from "../../engine/ports.ts";

/**
 * What has to be written for a partner: each method is one try, ends when `signal` says so, and throws
 * {@link PartnerFailure} for anything but a checked answer. guard.ts makes a port of it.
 */
export interface PartnerAdapter {
  describeTerms(method: Method, signal: AbortSignal): Promise<readonly PartnerTerm[]>;
  preCheck(ask: FundingAsk, signal: AbortSignal): Promise<PreCheck>;
  authorise(ask: FundingAsk, key: string, signal: AbortSignal): Promise<Authorisation>;
  lookUp(ask: FundingAsk, signal: AbortSignal): Promise<Authorisation | undefined>;
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
