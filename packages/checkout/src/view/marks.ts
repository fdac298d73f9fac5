import { info } from "./icons.ts";

/** Outlines on a 24 grid, after Lucide (ISC), of causes, states and returns. */
export const done = "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M9 12l2 2 4-4";
export const maintenance =
  "M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.8-3.8a6 6 0 0 1-7.9 7.9l-6.9 6.9a2.1 2.1 0 0 1-3-3l6.9-6.9a6 6 0 0 1 7.9-7.9z";
export const terms =
  "M14 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-2M8 18h1M18.4 9.6a2 2 0 0 1 3 3L17 17l-4 1 1-4zM14 2l4 4";
export const business = "M3 9l2-6h14l2 6M3 9a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M4 12v9h16v-9M10 21v-5h4v5";
export const incident = "M12 22v-5M9 8V2M15 8V2M18 8v5a4 4 0 0 1-4 4h-4a4 4 0 0 1-4-4V8z";
export const pause = "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M10 15V9M14 15V9";
export const ended = "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M5 19L19 5";
export const back =
  "M21 7.5V6a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h3.5M16 2v4M8 2v4M3 10h5M17.5 17.5L16 16.3V14M22 16a6 6 0 1 1-12 0 6 6 0 0 1 12 0";
export const clock = "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 6v6l4 2";
export const notBack =
  "M8 2v4M16 2v4M21 13V6a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h8M3 10h18M17 17l5 5M22 17l-5 5";
export const bell =
  "M10.3 21a2 2 0 0 0 3.4 0M3.3 15.3A1 1 0 0 0 4 17h16a1 1 0 0 0 .7-1.7C19.4 14 18 12.5 18 8A6 6 0 0 0 6 8c0 4.5-1.4 6-2.7 7.3";
export const ask = "M7.9 20A9 9 0 1 0 4 16.1L2 22z";
export const next = "M9 18l6-6-6-6";
export const book =
  "M12 7v14M3 18a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h5a4 4 0 0 1 4 4 4 4 0 0 1 4-4h5a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-6a3 3 0 0 0-3 3 3 3 0 0 0-3-3z";
export const close = "M18 6L6 18M6 6l12 12";

const BY_CAUSE: Record<string, string> = { maintenance, business, incident, partner_terms: terms, compliance: terms };

export function causeIcon(category: string): string {
  return BY_CAUSE[category] ?? info;
}
