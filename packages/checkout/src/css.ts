/** Marks a literal as styles: editors colour it, and the build takes its layout out. */
export const css = String.raw;
