import { setTimeout as pause } from "node:timers/promises";
import { ownDatabase } from "./database.ts";
import { ask } from "./load.ts";
import { loseNotices } from "./lost-notices.ts";
import { type Figure, figure, median } from "./measure.ts";
import { type Program, startProgram } from "./processes.ts";

const ROUNDS = 5;
const WITHIN_MS = 1_000;
const WITHIN_WITHOUT_NOTICE_MS = 2_000;

/** From the operator's request in one process to the changed quote in another, with notices and with notices lost. */
export async function catalogueChange(databaseUrl: string): Promise<Figure[]> {
  const database = await ownDatabase(databaseUrl);
  const line = await loseNotices(database.url);
  const start = (url: string) =>
    startProgram("programs/fenqi.ts", { FENQI_DEMO: "1", PORT: "0", FENQI_LOG: "error", DATABASE_URL: url });
  const operator = await start(database.url);
  const other = await start(database.url);
  const deaf = await start(line.url);
  try {
    const heard: number[] = [];
    const polled: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      heard.push(await change(operator, other));
      const before = line.lost();
      polled.push(await change(operator, deaf));
      if (line.lost() === before) throw new Error("no notice was lost: the other figure is of one that was heard");
    }
    return [
      figure({ name: "change_everywhere", value: median(heard), unit: "ms", floor: WITHIN_MS, goal: 1, good: "below" }),
      figure({
        name: "change_everywhere_notice_lost",
        value: Math.max(...polled),
        unit: "ms",
        floor: WITHIN_WITHOUT_NOTICE_MS,
        goal: 1,
        good: "below",
      }),
    ];
  } finally {
    await Promise.all([operator.stop(), other.stop(), deaf.stop()]);
    line.close();
    await database.drop();
  }
}

/** Suspends a way at `operator`, waits until `other` says so, and lifts it again. */
async function change(operator: Program, other: Program): Promise<number> {
  const before = performance.now();
  const id = await post(operator, "/v1/adjustments", {
    kind: "suspend",
    cause: "maintenance",
    scope: { offer: "qinghe-12" },
    back: { kind: "update_by", by: new Date(Date.now() + 3_600_000).toISOString() },
    explanation: { "zh-CN": "暂不可用：支付连接正在按计划升级", en: "Not available now: planned upgrade" },
    alternatives: "auto",
    compensation: "none",
  });
  while (!(await names(other, id))) await pause(5);
  const took = performance.now() - before;
  await post(operator, `/v1/adjustments/${id}/lift`, {});
  while (await names(other, id)) await pause(5);
  return took;
}

async function names(program: Program, adjustment: string): Promise<boolean> {
  const { missing } = (await (await ask(program)).json()) as { missing: { adjustment?: string }[] };
  return missing.some((way) => way.adjustment === adjustment);
}

async function post(program: Program, route: string, body: object): Promise<string> {
  const response = await fetch(program.url + route, {
    method: "POST",
    headers: {
      authorization: "Bearer sk_test_demo",
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { id: string };
  if (!response.ok) throw new Error(`${route} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer.id;
}
