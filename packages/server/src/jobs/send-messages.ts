import { formatInstant } from "@fenqi/core/calendar";
import type { Channel, ChannelName, OutboxRow, OutboxStore } from "../engine/ports.ts";
import { type LetterDeps, writeLetter } from "./write-letter.ts";

export interface SendDeps extends LetterDeps {
  readonly outbox: OutboxStore;
  readonly channels: Readonly<Record<ChannelName, Channel>>;
}

/** Messages sent at a time by one worker. */
const BATCH = 20;
/** A worker that has not finished by then has died; another takes its messages. Channels give up much sooner. */
const LEASE_MS = 5 * 60 * 1000;
/** Waits after each failed attempt; after the last of them a message is given up. */
export const WAITS_MS = [10, 60, 300, 1_800, 7_200, 21_600, 43_200].map((seconds) => seconds * 1_000);

/** Sends what is due. Returns how many were taken: none means that nothing waits. */
export async function sendMessages(deps: SendDeps): Promise<number> {
  const nowMs = deps.now();
  const rows = await deps.outbox.claim(formatInstant(nowMs), formatInstant(nowMs + LEASE_MS), BATCH);
  await Promise.all(rows.map((row) => sendOne(deps, row)));
  return rows.length;
}

async function sendOne(deps: SendDeps, row: OutboxRow): Promise<void> {
  const { outbox, channels, now } = deps;
  try {
    await channels[row.channel].send(writeLetter(row, deps));
  } catch (error) {
    const nowMs = now();
    const wait = WAITS_MS[row.attempts - 1];
    await outbox.failed(
      row,
      reasonOf(error),
      wait === undefined ? null : formatInstant(nowMs + wait),
      formatInstant(nowMs),
    );
    return;
  }
  await outbox.sent(row, formatInstant(now()));
}

const LONGEST_REASON = 200;

/** What went wrong, without anything that looks like an address. */
const reasonOf = (error: unknown): string =>
  String((error as Error)?.message ?? error)
    .replace(/\S+@\S+/g, "…")
    .slice(0, LONGEST_REASON);
