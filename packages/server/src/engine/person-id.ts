/** Names that the engine writes itself. */
const TAKEN = new Set(["system", "demo", "first", "unnamed", "nobody"]);
const LONGEST = 40;

/**
 * An id for somebody new, from what stands before the @: `lin.wei@…` is `lin.wei`, and the next one `lin.wei-2`. It is what
 * audit and approvals show, so that it is readable, and it stays when the address changes or is erased.
 */
export function personId(email: string, attempt: number): string {
  const plain = email
    .split("@")[0]!
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, LONGEST);
  const base = plain === "" || TAKEN.has(plain) ? `user-${plain}`.replace(/-$/, "") : plain;
  return attempt === 1 ? base : `${base}-${attempt}`;
}
