import type { CompiledCatalogue } from "@fenqi/core/catalogue";
import { isWithin, type QuoteInput, type Steady, steadyAround } from "@fenqi/core/quote";
import type { AnsweredQuestion, EncodedAnswer } from "./ports.ts";
import { twoGenerations } from "./two-generations.ts";

/** An answer without its own instants, and what a record tells of it. */
export interface Said {
  readonly encoded: EncodedAnswer;
  readonly answered: AnsweredQuestion;
}

export interface Question {
  readonly compiled: CompiledCatalogue;
  readonly input: QuoteInput;
  /** The input as JSON. */
  readonly text: string;
  readonly schedules: boolean;
  /** Whether it was asked before, letter for letter. */
  readonly again: boolean;
  /** Epoch milliseconds. */
  readonly ms: number;
}

/**
 * Answers that are asked for again and again, as those of a product's page are. A quote is a pure function, so that the same question
 * within one stretch of time in which nothing turns has the same answer; only its own instants differ.
 */
export interface SaidAnswers {
  /** Undefined where the question has not been asked twice lately. */
  find(question: Question): Said | undefined;
  /** Keeps the answer to a question that was asked before. */
  hear(question: Question, said: Said): void;
}

/** Bytes kept in each of two generations; the older one goes when the younger is full. */
const GENERATION_BYTES = 2 * 1024 * 1024;
/** What an answer takes besides its bytes. */
const ENTRY_BYTES = 1_024;

interface Kept {
  readonly said: Said;
  readonly steady: Steady;
}

/** Only questions that come again and tell nothing of the shopper are remembered. */
export function saidAnswers(): SaidAnswers {
  const known = twoGenerations<Kept>(GENERATION_BYTES);
  const mayStay = ({ again, input }: Question) => again && input.shopper === undefined;

  return {
    find(question) {
      if (!mayStay(question)) return undefined;
      const kept = known.get(keyOf(question));
      return kept && isWithin(kept.steady, question.compiled, question.ms) ? kept.said : undefined;
    },

    hear(question, said) {
      if (!mayStay(question)) return;
      const encoded = said.encoded.kept();
      const steady = steadyAround(question.compiled, question.ms);
      known.put(keyOf(question), { said: { ...said, encoded }, steady }, ENTRY_BYTES + encoded.bytes);
    },
  };
}

/** A version is the hash of a whole catalogue: two of one merchant, or of two merchants, never share it. */
const keyOf = ({ compiled, text, schedules }: Question): string => `${compiled.version} ${schedules} ${text}`;
