import type { ReactNode } from "react";

/** What is wider than its place scrolls sideways in it, by keyboard as well. */
export function Sideways({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls what is wider than its place
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
