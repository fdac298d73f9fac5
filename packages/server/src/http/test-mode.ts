import type { Caller } from "../engine/ports.ts";
import { ProblemAnswer } from "./problem.ts";

/** Throws the problem where a live key asks for what test keys may ask. */
export function testModeOnly(key: Caller, pointer: string): void {
  if (key.mode === "test") return;
  throw new ProblemAnswer("test_mode_only", {
    errors: [{ pointer, code: "test_mode_only", detail: "is taken with a key of test mode only" }],
  });
}
