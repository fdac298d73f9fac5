import { html } from "@lit-labs/ssr";

/** Outline icons on a 24 grid, after Lucide (ISC). */
const PATHS = {
  alert: "M12 8v5M12 16.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  back: "M15 5l-7 7 7 7",
  bag: "M6 7h12l1.5 14h-15L6 7ZM9 10V6a3 3 0 0 1 6 0v4",
  ban: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.6 5.6l12.8 12.8",
  calendar: "M4 6h16v15H4zM4 10h16M8 3v4M16 3v4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checkCircle: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 12.2l2.4 2.4 4.6-4.8",
  chevron: "M9 5l7 7-7 7",
  down: "M5 9l7 7 7-7",
  doc: "M13 3H6a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h5M13 3l5 5M13 3v5h5M18 8v3M14.5 20.5l5-5 1.5 1.5-5 5-2 .5.5-2Z",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3.5 12h17M12 3c3 2.6 4 5.6 4 9s-1 6.4-4 9c-3-2.6-4-5.6-4-9s1-6.4 4-9Z",
  info: "M12 11v5.5M12 7.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  next: "M6 5l10 7-10 7V5ZM19 5v14",
  pause: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM10 9v6M14 9v6",
  phone: "M7 2.5h10a1 1 0 0 1 1 1v17a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-17a1 1 0 0 1 1-1ZM11 18.5h2",
  play: "M7 4.5l12 7.5-12 7.5v-15Z",
  previous: "M18 5L8 12l10 7V5ZM5 5v14",
  pulse: "M2.5 12h4l3-8 5 16 3-8h4",
  record: "M6 3h9l4 4v14H6zM9.5 11h6M9.5 15h6M9.5 7h2.5",
  replay: "M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5",
  return: "M9 14L4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11",
  ring: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM5.7 5.7l3.5 3.5M14.8 14.8l3.5 3.5M18.3 5.7l-3.5 3.5M9.2 14.8l-3.5 3.5",
  shield: "M12 3l7.5 3v5.5c0 4.6-3 8-7.5 9.5-4.5-1.5-7.5-4.9-7.5-9.5V6L12 3ZM8.8 12l2.3 2.3 4.2-4.4",
  store: "M4 10v11h16V10M3 8l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0ZM9.5 21v-6h5v6",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  truck: "M3 6h11v11H3zM14 10h4l3 3.5V17h-7M7.5 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM17 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
  wrench:
    "M14.7 6.3a4.5 4.5 0 0 1 5.6-2.3l-3 3 .5 2.2 2.2.5 3-3a4.5 4.5 0 0 1-6.2 5.5L9.5 19.5a2.5 2.5 0 0 1-3.5-3.5l7.3-7.3",
} as const;

export type IconName = keyof typeof PATHS;

/** A decorative icon; the words beside it carry the meaning. */
export function icon(name: IconName, size = 20) {
  return html`<svg class="icon" width="${size}" height="${size}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${PATHS[name]}"></path></svg>`;
}

/** The mark: three periods, two of them paid, the last with its cost. */
export function mark(width = 28) {
  const height = Math.round((width * 16) / 28);
  return html`<svg class="mark" width="${width}" height="${height}" viewBox="0 0 28 16" aria-hidden="true" focusable="false"><rect class="mark-full" x="0.750" y="0.750" width="7.5" height="14.5" rx="1.5"></rect><rect class="mark-full" x="10.250" y="0.750" width="7.5" height="14.5" rx="1.5"></rect><rect class="mark-open" x="19.750" y="0.750" width="7.5" height="14.5" rx="1.5"></rect><path class="mark-hatch" d="M20 7.5l5.5-6.5M20 11.5l7-8.5M21 15l6-7.5M24.5 15l2.5-3"></path></svg>`;
}
