import type { MissingWay, Problem, ProblemCode, ProblemReason } from "@fenqi/contract";

/** What the API refused, with every reason that it gave. */
export class FenqiProblem extends Error {
  override readonly name = "FenqiProblem";
  readonly status: number;
  /** `unreachable`: no answer came, or none that this client understands. */
  readonly code: ProblemCode | "unreachable";
  readonly errors: readonly ProblemReason[];
  /** What the refusal is about, by name: a missing permission, what is owed, a version. */
  readonly facts: NonNullable<Problem["facts"]>;
  /** With `way_unavailable`: why the way has gone, until when and what instead. */
  readonly missing: MissingWay | undefined;
  readonly requestId: string | undefined;

  constructor(status: number, problem: Partial<Problem>, options?: ErrorOptions) {
    super(problem.detail ?? problem.title ?? "the server did not answer", options);
    this.status = status;
    this.code = problem.code ?? "unreachable";
    this.errors = problem.errors ?? [];
    this.facts = problem.facts ?? {};
    this.missing = problem.missing;
    this.requestId = problem.request_id;
  }
}
