import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { wordsOf } from "../locale.ts";
import { useKept } from "../parts/kept.ts";
import { useMay, useSession } from "../session.ts";
import { tourWords } from "../words/tour.ts";
import { stepsFor } from "./tour-steps.ts";

const words = wordsOf(tourWords);
const BEGIN = "fenqi-tour";

/** Begins the tour from anywhere. */
export const beginTour = (): void => void dispatchEvent(new Event(BEGIN));

/** `offered` until it is begun or left; then the step that it stands at. */
type Stand = "offered" | "left" | number;

/**
 * A tour of the demo's data: a line above the page that leads from page to page and says what to look at. It takes nobody's focus
 * and covers nothing; how far it is, and that it was left, this browser remembers.
 */
export function Tour() {
  const { demo } = useSession();
  const steps = stepsFor(useMay());
  const navigate = useNavigate();
  const [stand, keep] = useKept<Stand>("tour", "offered");
  useEffect(() => {
    const begin = () => keep("offered");
    addEventListener(BEGIN, begin);
    return () => removeEventListener(BEGIN, begin);
  }, [keep]);
  const step = typeof stand === "number" ? steps[stand] : undefined;
  if (!demo || stand === "left" || (stand !== "offered" && !step)) return null;
  const at = typeof stand === "number" ? stand : -1;
  const go = (next: number) => {
    keep(next);
    void navigate({ to: steps[next]!.to });
  };
  return (
    <section
      className="tour"
      aria-label={words.title}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        keep("left");
      }}
    >
      <p aria-live="polite">
        {step ? (
          <>
            <b>
              {at + 1} / {steps.length} {words.steps[step.name][0]}
            </b>{" "}
            {words.steps[step.name][1]}
          </>
        ) : (
          <>
            <b>{words.title}</b> {words.offer(steps.length)}
          </>
        )}
      </p>
      <div className="row-actions">
        <button type="button" className="btn quiet" onClick={() => keep("left")}>
          {at === steps.length - 1 ? words.done : step ? words.leave : words.no}
        </button>
        {at > 0 && (
          <button type="button" className="btn" onClick={() => go(at - 1)}>
            {words.back}
          </button>
        )}
        {at < steps.length - 1 && (
          <button type="button" className="btn" onClick={() => go(at + 1)}>
            {step ? words.next : words.begin}
          </button>
        )}
      </div>
    </section>
  );
}
