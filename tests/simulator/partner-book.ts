import type { FundingAsk, MovementAsk, MovementKind } from "../../packages/server/src/engine/ports.ts";

export type State = "approved" | "pending" | "declined";

export interface Held {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  state: State;
}

export interface Moved {
  readonly id: string;
  readonly request: string;
  readonly reference: string;
  readonly kind: MovementKind;
  readonly amount: number;
  readonly currency: string;
  readonly atMs: number;
  state: "done" | "pending" | "declined";
}

/** What a simulated partner knows: what it holds for each reference, and what it has moved. It does a thing once, however often it is asked. */
export class PartnerBook {
  readonly held = new Map<string, Held>();
  readonly moved = new Map<string, Moved>();

  authorise({ reference, amount, currency }: FundingAsk, decide: () => State): Held | "refused" {
    const before = this.held.get(reference);
    if (before) return before.amount === amount && before.currency === currency ? before : "refused";
    const made: Held = { id: `auth_${this.held.size + 1}`, reference, amount, currency, state: decide() };
    this.held.set(reference, made);
    return made;
  }

  move(ask: MovementAsk, atMs: number, decide: () => Moved["state"]): Moved | "refused" {
    const { kind, request, amount, funding } = ask;
    const before = this.moved.get(request);
    if (before) return before.kind === kind && before.amount === amount ? before : "refused";
    if (!this.allows(ask)) return "refused";
    const { reference, currency } = funding;
    const id = `${kind}_${this.moved.size + 1}`;
    const made: Moved = { id, request, reference, kind, amount, currency, atMs, state: decide() };
    this.moved.set(request, made);
    return made;
  }

  /** What was taken, let go of, given back or collected for a reference; what is under way counts. */
  sumOf(reference: string, kind: MovementKind): number {
    let sum = 0;
    for (const one of this.moved.values())
      if (one.reference === reference && one.kind === kind && one.state !== "declined") sum += one.amount;
    return sum;
  }

  /** Taken once, let go of only before, given back up to what was taken. */
  private allows({ kind, funding: { reference }, amount, mandate }: MovementAsk): boolean {
    const held = this.held.get(reference);
    if (held?.state !== "approved") return false;
    if (kind === "collect") return mandate !== undefined;
    const taken = this.sumOf(reference, "capture");
    if (kind === "refund") return this.sumOf(reference, "refund") + amount <= taken;
    return taken === 0 && this.sumOf(reference, "cancel") === 0 && amount <= held.amount;
  }
}
