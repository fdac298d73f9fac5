import type { FastifyInstance } from "fastify";
import type { DraftEdit } from "../engine/adjustment-draft.ts";
import { applyAdjustment, withdrawAdjustment } from "../engine/apply-adjustment.ts";
import { approveAdjustment, rejectAdjustment, submitAdjustment } from "../engine/approve-adjustment.ts";
import { editAdjustment } from "../engine/edit-adjustment.ts";
import { extendAdjustment } from "../engine/extend-adjustment.ts";
import { liftAdjustment } from "../engine/lift-adjustment.ts";
import type { MoveCommand } from "../engine/move-adjustment.ts";
import type { AdjustmentRow, OnceOutcome } from "../engine/ports.ts";
import { advanceRamp, rollBackRamp } from "../engine/ramp-adjustment.ts";
import type { Result } from "../engine/refusals.ts";
import { addRoute } from "./add-route.ts";
import { toWholeRecord } from "./adjustment-record.ts";
import type { Call } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";

type MoveRoute =
  | "editAdjustment"
  | "submitAdjustment"
  | "approveAdjustment"
  | "rejectAdjustment"
  | "applyAdjustment"
  | "extendAdjustment"
  | "liftAdjustment"
  | "advanceRamp"
  | "rollBackRamp"
  | "withdrawAdjustment";

type Moves = {
  readonly [I in MoveRoute]: (
    command: MoveCommand,
    body: Call<I>["body"],
  ) => Promise<OnceOutcome<Result<AdjustmentRow>>>;
};

/** One route for each move by a person. */
export function adjustmentMoveRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, digest, now } = context;
  const moves: Moves = {
    editAdjustment: (command, { version, ...edit }) =>
      editAdjustment(engine, { ...command, version, edit: edit as DraftEdit }),
    submitAdjustment: (command) => submitAdjustment(engine, command),
    approveAdjustment: (command, body) => approveAdjustment(engine, { ...command, ...body }),
    rejectAdjustment: (command, body) => rejectAdjustment(engine, { ...command, ...body }),
    applyAdjustment: (command) => applyAdjustment(engine, command),
    extendAdjustment: (command, body) => extendAdjustment(engine, { ...command, ...body }),
    liftAdjustment: (command, body) => liftAdjustment(engine, { ...command, ...body }),
    advanceRamp: (command) => advanceRamp(engine, command),
    rollBackRamp: (command, body) => rollBackRamp(engine, { ...command, ...body }),
    withdrawAdjustment: (command, body) => withdrawAdjustment(engine, { ...command, ...body }),
  };

  const answer = (merchant: string) => (row: AdjustmentRow) => ({
    status: 200,
    body: JSON.stringify(toWholeRecord(row, engine.live.of(merchant)?.record.catalogue, now())),
  });
  const route = <I extends MoveRoute>(id: I) =>
    addRoute(app, context, gate, id, async (call: Call<I>) => {
      const { key, params } = call as Call<MoveRoute>;
      const once = onceOf(call as Call<MoveRoute>, digest);
      const command = { once, by: key.person, id: params.id, answer: answer(key.merchant) };
      return answerOnce(await moves[id](command, call.body));
    });
  for (const id of Object.keys(moves) as MoveRoute[]) route(id);
}
