/**
 * The floor of a simulation: reading the same file and replaying it against the same two catalogues, by hand, on one thread.
 * It counts the carts that lose a way and sums the cheapest cost. No check of a line, no segments, no alternatives, no
 * examples, no merging. The quote itself is core's on both sides: what is measured is all that stands around it.
 * Changing it needs a decision page.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { type CompiledCatalogue, type QuoteInput, quote } from "@fenqi/core";

const CHUNK = 512 * 1024;

export function floorSimulation(file: string, before: CompiledCatalogue, after: CompiledCatalogue) {
  const descriptor = openSync(file, "r");
  const bytes = Buffer.alloc(CHUNK);
  const sums = { quotes: 0, losing: 0, amount: 0, before: 0, after: 0 };
  let rest = "";
  for (;;) {
    const read = readSync(descriptor, bytes);
    if (read === 0) break;
    const lines = (rest + bytes.toString("latin1", 0, read)).split("\n");
    rest = lines.pop()!;
    for (const line of lines) replay(line, before, after, sums);
  }
  closeSync(descriptor);
  return sums;
}

type Sums = ReturnType<typeof floorSimulation>;

function replay(line: string, before: CompiledCatalogue, after: CompiledCatalogue, sums: Sums): void {
  const { at, input } = JSON.parse(line) as { at: string; input: QuoteInput };
  const old = quote(before, input, at, { schedules: false });
  const next = quote(after, input, at, { schedules: false });
  if (!old.ok || !next.ok) return;
  sums.quotes += 1;
  const left = new Set<string>();
  let [cheapestBefore, cheapestAfter] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { offer, cost } of next.value.options) {
    left.add(offer);
    if (cost !== null && cost < cheapestAfter) cheapestAfter = cost;
  }
  let loses = false;
  for (const { offer, cost } of old.value.options) {
    if (!left.has(offer)) loses = true;
    if (cost !== null && cost < cheapestBefore) cheapestBefore = cost;
  }
  if (loses) {
    sums.losing += 1;
    sums.amount += input.cart.total;
  }
  if (cheapestBefore < Number.POSITIVE_INFINITY) sums.before += cheapestBefore;
  if (cheapestAfter < Number.POSITIVE_INFINITY) sums.after += cheapestAfter;
}
