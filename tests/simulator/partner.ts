import { formatInstant } from "../../packages/core/src/calendar/index.ts";
import { readSandboxFile } from "../../packages/server/src/adapters/partners/settlement/sandbox-file.ts";
import type {
  CallbackMessage,
  MovementAsk,
  MovementKind,
  PartnerAnswer,
  PartnerCallback,
  PartnerPort,
} from "../../packages/server/src/engine/ports.ts";
import type { Dice } from "../model/dice.ts";
import type { Agenda } from "./agenda.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./agenda.ts";
import { Crashed, type Life } from "./fate.ts";
import { type Held, type Moved, PartnerBook, type State } from "./partner-book.ts";

/** What becomes of a call: the answer comes; nobody is reached; the question, or the answer, is lost; the question comes late. */
type Line = "sound" | "unreachable" | "question_lost" | "answer_lost" | "question_late";

export interface SimulatedPartner {
  readonly book: PartnerBook;
  /** The partner as one life of the server sees it. */
  port(life: Life): PartnerPort;
  /** Nothing fails any more, and whoever waits for an answer has it soon. */
  calm(): void;
}

export interface PartnerSetting {
  readonly roll: Dice;
  readonly agenda: Agenda;
  readonly collects: boolean;
  /** The server hears a message; false where it did not take it. */
  readonly tell: (message: CallbackMessage) => Promise<boolean>;
}

/** A partner with a book of its own, in this process, that answers as a port does; what fails is thrown from dice. */
export function simulatedPartner({ roll, agenda, collects, tell }: PartnerSetting): SimulatedPartner {
  const book = new PartnerBook();
  let isCalm = false;
  let callbacks = 0;
  let downUntilMs = 0;

  const chance = (percent: number) => !isCalm && roll(100) < percent;

  function lineNow(isMoving: boolean): Line {
    if (isCalm) return "sound";
    if (agenda.now() < downUntilMs) return roll.of(["unreachable", "question_lost"]);
    if (roll(400) === 0) downUntilMs = agenda.now() + roll(DAY_MS);
    if (!chance(22)) return "sound";
    return roll.of<Line>(["unreachable", "question_lost", "answer_lost", isMoving ? "question_late" : "answer_lost"]);
  }

  async function call<V>(
    life: Life,
    isMoving: boolean,
    effect: (late: boolean) => V | "refused",
  ): Promise<PartnerAnswer<V>> {
    const cut = life.step();
    if (cut === "before") throw new Crashed();
    // Others may do something meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
    const lost = { kind: isMoving ? "unclear" : "failed", fault: "timeout" } as const;
    const line = lineNow(isMoving);
    if (line === "question_late") agenda.at(agenda.now() + roll(2 * HOUR_MS), async () => void effect(true));
    const value = line === "sound" || line === "answer_lost" ? effect(false) : undefined;
    if (cut === "after" || !life.alive) throw new Crashed();
    if (line === "unreachable") return { kind: "failed", fault: "unreachable" };
    if (line !== "sound") return lost;
    return value === "refused" ? { kind: "failed", fault: "refused" } : { kind: "answered", value: value as V };
  }

  /** Says what has happened, now and then twice, some time later; again until it is heard. What came late is always said. */
  function sayLater(about: PartnerCallback["about"], one: Held | Moved, isSure: boolean): void {
    if (!isSure && chance(25)) return;
    callbacks += 1;
    const { reference, state, amount, currency } = one;
    const request = "request" in one ? { request: one.request } : {};
    const id = `cb_${callbacks}`;
    const at = formatInstant(agenda.now());
    const callback: PartnerCallback = { id, at, about, reference, ...request, state, amount, currency };
    const say = async () => {
      const heard = await tell({ headers: {}, body: JSON.stringify(callback) });
      if (!heard) agenda.at(agenda.now() + 10 * MINUTE_MS, say);
    };
    const waitMs = roll(isCalm ? MINUTE_MS : roll.of([MINUTE_MS, HOUR_MS, 2 * DAY_MS]));
    agenda.at(agenda.now() + waitMs, say);
    if (chance(20)) agenda.at(agenda.now() + waitMs + roll(HOUR_MS), say);
  }

  /** What was left open is decided some time later, and said. To let go of what it holds a partner may be slow, and never declines. */
  function decideLater(about: PartnerCallback["about"], one: Held | Moved, done: "approved" | "done"): void {
    agenda.at(agenda.now() + roll(isCalm ? HOUR_MS : roll.of([HOUR_MS, DAY_MS])), async () => {
      one.state = about !== "cancel" && chance(15) ? "declined" : done;
      sayLater(about, one, true);
    });
  }

  const authorised = (one: Held) => ({ state: one.state, partnerId: one.id, reference: one.reference });
  const movement = (one: Moved) => ({ state: one.state, partnerId: one.id, request: one.request });

  return {
    book,
    calm() {
      isCalm = true;
    },
    port(life) {
      const move = (kind: MovementKind) => (ask: MovementAsk) =>
        call(life, true, (late) => {
          const isNew = !book.moved.has(ask.request);
          const one = book.move({ ...ask, kind }, agenda.now(), () =>
            kind !== "cancel" && chance(8) ? "declined" : chance(10) ? "pending" : "done",
          );
          if (one === "refused") return one;
          if (isNew && one.state === "pending") decideLater(kind, one, "done");
          else if (isNew) sayLater(kind, one, late);
          return movement(one);
        });
      return {
        describeTerms: async () => ({ kind: "failed", fault: "unreachable" }),
        preCheck: async () => ({ kind: "answered", value: { state: "likely" } }),
        authorise: (ask) =>
          call(life, true, (late) => {
            const isNew = !book.held.has(ask.reference);
            const decide = (): State => (chance(10) ? "declined" : chance(15) ? "pending" : "approved");
            const one = book.authorise(ask, decide);
            if (one === "refused") return one;
            if (isNew && one.state === "pending") decideLater("authorisation", one, "approved");
            else if (isNew) sayLater("authorisation", one, late);
            return authorised(one);
          }),
        lookUp: ({ reference }) =>
          call(life, false, () => {
            const one = book.held.get(reference);
            return one && authorised(one);
          }),
        capture: move("capture"),
        cancel: move("cancel"),
        refund: move("refund"),
        collects,
        collect: move("collect"),
        lookUpMovement: ({ request }) =>
          call(life, false, () => {
            const one = book.moved.get(request);
            return one && movement(one);
          }),
        verifyCallback: async ({ body }) => ({
          kind: "verified",
          callback: JSON.parse(body) as PartnerCallback,
          reply: "heard",
        }),
        readSettlementFile: readSandboxFile,
        breaker: () => (agenda.now() < downUntilMs && chance(50) ? "open" : "closed"),
      };
    },
  };
}
