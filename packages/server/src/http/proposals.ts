import type { Proposal, ProposalRequest } from "@fenqi/contract";
import type { FastifyInstance } from "fastify";
import { approveProposal, rejectProposal } from "../engine/decide-proposal.ts";
import type { ByHand, ProposalRow } from "../engine/ports.ts";
import { proposeChange } from "../engine/propose-change.ts";
import { addRoute } from "./add-route.ts";
import type { Call } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { ProblemAnswer } from "./problem.ts";

/** Money moved by hand, by two people. */
export function proposalRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, digest } = context;
  const deps = { ...engine, ...context.planning };
  const about = (call: Call<"proposeChange" | "approveProposal" | "rejectProposal">, status: number) => ({
    once: onceOf(call, digest),
    by: call.key.person,
    answer: (row: ProposalRow) => ({ status, body: JSON.stringify(toProposal(row)) }),
  });

  addRoute(app, context, gate, "proposeChange", async (call) =>
    answerOnce(await proposeChange(deps, { ...about(call, 201), plan: call.params.id, command: commandOf(call.body) })),
  );

  addRoute(app, context, gate, "listProposals", async ({ key, query: { cursor, limit, ...filter } }) => {
    const body = await pageOf(limit, {
      find: (count) => context.planning.proposals.list(key.merchant, filter, cursor, count),
      show: toProposal,
      cursor: ({ id }) => id,
    });
    return { body };
  });

  addRoute(app, context, gate, "approveProposal", async (call) =>
    answerOnce(await approveProposal(deps, { ...about(call, 200), id: call.params.id, ...call.body })),
  );
  addRoute(app, context, gate, "rejectProposal", async (call) =>
    answerOnce(await rejectProposal(deps, { ...about(call, 200), id: call.params.id, ...call.body })),
  );
}

/** Throws a problem unless one thing is proposed. */
function commandOf({ write_off, late_waiver, refund }: ProposalRequest): ByHand {
  const asked: ByHand[] = [
    ...(write_off ? [{ kind: "write_off" as const, ...write_off }] : []),
    ...(late_waiver ? [{ kind: "waive_late" as const, ...late_waiver }] : []),
    ...(refund ? [{ kind: "refund" as const, ...refund }] : []),
  ];
  const [command] = asked;
  if (command && asked.length === 1) return command;
  throw new ProblemAnswer("invalid_request", {
    errors: [{ pointer: "", code: "no_such_form", detail: "is one of write_off, late_waiver and refund" }],
  });
}

function toProposal({ command, ...row }: ProposalRow): Proposal {
  return {
    ...row,
    kind: command.kind === "waive_late" ? "late_waiver" : command.kind,
    amount: "amount" in command ? command.amount : null,
    reason: "reason" in command ? command.reason : null,
  };
}
