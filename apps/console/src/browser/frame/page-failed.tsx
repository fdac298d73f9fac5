import type { ErrorComponentProps } from "@tanstack/react-router";
import { wordsOf } from "../locale.ts";
import { Failure } from "../parts/failure.tsx";
import { frameWords } from "../words/frame.ts";

const words = wordsOf(frameWords);

/** Stands where a page broke; the frame around it works on. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  return (
    <>
      <p role="alert">{words.crashed}</p>
      <Failure error={error} again={reset} />
    </>
  );
}
