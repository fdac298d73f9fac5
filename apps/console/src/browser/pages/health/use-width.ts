import { type RefObject, useEffect, useState } from "react";

/** The width of an element in pixels as it changes, so that a chart's words keep their size. */
export function useWidth(element: RefObject<HTMLElement | null>, least = 300): number {
  const [width, setWidth] = useState(720);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(least, entry.contentRect.width)));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element, least]);
  return width;
}
