import { expect, test } from "vitest";
import { type Back, returnWords } from "./returns.ts";

const NOW = "2026-11-30T02:00:00.000Z";

test.each<[Back, string, string]>([
  [
    { kind: "at", at: "2026-12-10T02:00:00.000Z" },
    "预计 12月10日（周四）10:00 恢复（北京时间）",
    "Expected back Thu 10 Dec, 10:00 (Beijing time)",
  ],
  [
    { kind: "window", from: "2026-12-10T02:00:00.000Z", until: "2027-01-02T02:00:00.000Z" },
    "预计 12月10日（周四）10:00 至 2027年1月2日（周六）10:00 间恢复（北京时间）",
    "Expected back between Thu 10 Dec, 10:00 and Sat 2 Jan 2027, 10:00 (Beijing time)",
  ],
  [
    { kind: "update_by", by: "2026-12-01T10:00:00.000Z" },
    "恢复时间待定，12月1日 18:00 前更新",
    "No return date yet. Next update by 1 Dec, 18:00",
  ],
  [{ kind: "none" }, "", ""],
])("%o", (back, zh, en) => {
  expect(returnWords(back, NOW, "Asia/Shanghai", "zh-CN")).toBe(zh);
  expect(returnWords(back, NOW, "Asia/Shanghai", "en")).toBe(en);
});
