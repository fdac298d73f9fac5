import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { compileCatalogue } from "@fenqi/core/catalogue";
import { newTallies, type ReplayQuestion, replayLines, summarize } from "@fenqi/core/simulation";
import type { ReplayOrder, ReplayStart } from "./replay-orders.ts";

const { before, after, at, behind } = workerData as ReplayStart;

// On Linux a thread has a priority of its own; elsewhere this would slow the whole process.
const LESS_THAN_QUOTES = 10;
if (behind && process.platform === "linux") setPriority(0, LESS_THAN_QUOTES);

const question: ReplayQuestion = {
  before: compileCatalogue(before, "before"),
  after: compileCatalogue(after, "after"),
  at,
};
const decoder = new TextDecoder();
let tallies = newTallies();

parentPort!.on("message", (order: ReplayOrder) => {
  if (order.kind === "take") {
    parentPort!.postMessage(summarize(tallies));
    tallies = newTallies();
    return;
  }
  const lines = typeof order.lines === "string" ? order.lines : decoder.decode(order.lines);
  parentPort!.postMessage(replayLines(tallies, question, lines, order.firstLine));
});
parentPort!.postMessage("ready");
