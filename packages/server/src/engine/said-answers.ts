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
  /** Keeps an answer whose question comes for the second time; of the first it is only known that it was asked. */
  hear(question: Question, said: Said): void;
}

/** Bytes kept in each of two generations; the older one goes when the younger is full. */
const GENERATION_BYTES = 2 * 1024 * 1024;
/** What a question takes that was asked, or an answer besides its bytes. */
const ENTRY_BYTES = 1_024;

interface Kept {
  readonly said: Said;
  readonly steady: Steady;
}

/** Only questions that tell nothing of the shopper are remembered. */
export function saidAnswers(): SaidAnswers {
  /** Null: asked once. */
  const known = twoGenerations<Kept | null>(GENERATION_BYTES);

  return {
    find(question) {
      if (question.input.shopper !== undefined) return undefined;
      const kept = known.get(keyOf(question));
      return kept && isWithin(kept.steady, question.compiled, question.ms) ? kept.said : undefined;
    },

    hear(question, said) {
      const { compiled, input, ms } = question;
      if (input.shopper !== undefined) return;
      const key = keyOf(question);
      if (known.get(key) === undefined) return known.put(key, null, ENTRY_BYTES);
      const encoded = said.encoded.kept();
      known.put(key, { said: { ...said, encoded }, steady: steadyAround(compiled, ms) }, ENTRY_BYTES + encoded.bytes);
    },
  };
}

/** A version is the hash of a whole catalogue: two of one merchant, or of two merchants, never share it. */
const keyOf = ({ compiled, text, schedules }: Question): string => `${compiled.version} ${schedules} ${text}`;
