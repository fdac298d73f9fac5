import { readFileSync } from "node:fs";
import { createClient } from "@fenqi/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, expectAccessible, openDemo, type Visit } from "./demo-browser.ts";

const patience = { timeout: 60_000, interval: 200 };
let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
}, 180_000);
afterAll(() => demo?.close());

async function signedIn(role: string): Promise<Visit> {
  const visit = await demo.visit({ screen: "desk" });
  visit.page.setDefaultTimeout(60_000);
  await visit.page.goto(`${demo.url}/console`);
  await visit.page.locator(`button[data-role=${role}]`).click();
  await visit.page.locator(".sidebar").waitFor();
  return visit;
}

test("a filter stands in the address, is kept as a view, and what it lets through is exported", async () => {
  const { page, close } = await signedIn("finance");
  await page.goto(`${demo.url}/console/plans`);
  const rows = page.getByRole("region", { name: /^分期/ }).locator("tbody tr");
  await rows.first().waitFor();
  await expect.poll(() => rows.filter({ hasText: "已结清" }).count(), patience).toBeGreaterThan(0);
  const all = await rows.count();
  const settled = await rows.filter({ hasText: "已结清" }).count();
  expect(settled).toBeLessThan(all);

  await page.keyboard.press("/");
  await page.getByRole("combobox", { name: "状态" }).selectOption("settled");
  await page.waitForURL(/state=settled/);
  await expect.poll(() => rows.count(), patience).toBe(settled);
  await page.getByRole("button", { name: "视图" }).click();
  await page.getByRole("textbox", { name: "视图名称" }).fill("月末核对");
  await page.getByRole("button", { name: "保存为视图" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "清除筛选" }).click();
  await expect.poll(() => rows.count(), patience).toBe(all);

  await page.reload();
  await page.getByRole("button", { name: "视图" }).click();
  await page.getByRole("button", { name: "月末核对", exact: true }).click();
  await page.waitForURL(/state=settled/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "列", exact: true }).click();
  await page.getByRole("checkbox", { name: "资金方" }).uncheck();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  expect(await page.getByRole("columnheader", { name: "资金方" }).count()).toBe(0);

  const downloads = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出 CSV" }).click();
  const file = readFileSync(await (await downloads).path(), "utf8")
    .trim()
    .split(/\r?\n/);
  expect(file).toHaveLength(1 + settled);
  expect(file[0]).toContain("资金方");
  await close();
});

test("a page that a role may not see keeps its frame and names the permission", async () => {
  const { page, close } = await signedIn("support");
  await page.goto(`${demo.url}/console/ledger`);
  await page.getByText("ledger:read").waitFor();
  await page.getByText("管理员可在“人员与密钥”中授予。").waitFor();
  expect(await page.locator(".sidebar").isVisible()).toBe(true);
  await expectAccessible(page);
  await close();
});

test("a draft outlives its tab, and two who wrote at once see both versions", async () => {
  const api = createClient({ baseUrl: demo.url, key: "sk_test_operator" });
  const { adjustment } = await api.draft({
    kind: "suspend",
    cause: "maintenance",
    scope: { partner: "qinghe", count: 12 },
    explanation: { "zh-CN": "系统维护，期间不可用", en: "Unavailable during maintenance" },
    back: { kind: "at", at: new Date(Date.now() + 86_400_000).toISOString() },
    alternatives: "auto",
    compensation: "none",
  });
  const visit = await signedIn("operator");
  const address = `${demo.url}/console/adjustments/${adjustment.id}`;
  await visit.page.goto(address);
  const words = visit.page.getByRole("textbox", { name: "中文说明" });
  await words.fill("青禾维护至今晚八点");
  await visit.page.getByText("有未保存的修改，已留在此浏览器").waitFor();
  const again = await visit.page.context().newPage();
  await visit.page.close();
  again.setDefaultTimeout(60_000);
  await again.goto(address);
  expect(await again.getByRole("textbox", { name: "中文说明" }).inputValue()).toBe("青禾维护至今晚八点");

  const other = await signedIn("approver");
  await other.page.goto(address);
  await other.page.getByRole("textbox", { name: "中文说明" }).fill("青禾维护至今晚九点");
  await other.page.getByRole("button", { name: "保存草稿" }).click();
  await expect
    .poll(async () => (await api.adjustment(adjustment.id)).adjustment.explanation?.["zh-CN"], patience)
    .toBe("青禾维护至今晚九点");
  await again.getByRole("button", { name: "保存草稿" }).click();
  const conflict = again.getByRole("dialog");
  await conflict.getByText("青禾维护至今晚八点").waitFor();
  await conflict.getByText("青禾维护至今晚九点").waitFor();
  await expectAccessible(again);
  await conflict.getByRole("button", { name: "用我的" }).click();
  await expect
    .poll(async () => (await api.adjustment(adjustment.id)).adjustment.explanation?.["zh-CN"], patience)
    .toBe("青禾维护至今晚八点");
  await Promise.all([visit.close(), other.close()]);
});

test("a page that hears nothing any more says from when it is", async () => {
  const { page, close } = await signedIn("viewer");
  await page.goto(`${demo.url}/console/health`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.locator(".stale-banner").count()).toBe(0);
  await page.route("**/v1/live", (route) => route.abort());
  await page.reload();
  await page.locator(".stale-banner").waitFor();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expectAccessible(page);
  await page.unroute("**/v1/live");
  await page.locator(".stale-banner").waitFor({ state: "detached" });
  await close();
});
