import { readFileSync } from "node:fs";
import { createClient } from "@fenqi/client";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookReceiver } from "../../packages/server/src/testing/webhook-receiver.ts";
import { type Demo, expectAccessible, expectNoSideways, openDemo } from "./demo-browser.ts";

/** A demo starts in seconds; on a machine that does ten other things, in minutes. */
const START_MS = 300_000;
let demo: Demo;
let shiftMs = 0;
beforeAll(async () => {
  demo = await openDemo({ now: () => Date.now() + shiftMs });
}, START_MS);
afterAll(() => demo?.close());

const as = (role: string) => createClient({ baseUrl: demo.url, key: `sk_test_${role}` });
const patience = { timeout: 60_000, interval: 200 };
/** What a page does on a machine that does ten other things. */
const PAGE_MS = 90_000;
const QUESTION = "拾贝 12 期今天为什么没有了？";

/** Somebody of this role in the console, at an address. */
async function signedIn(role: string, path: string) {
  const visit = await demo.visit({ screen: "desk" });
  const { page } = visit;
  page.setDefaultTimeout(PAGE_MS);
  await page.goto(`${demo.url}/console${path}`);
  await page.getByRole("button", { name: role }).click();
  await page.locator(".sidebar").waitFor();
  return { ...visit, trouble: () => visit.trouble.filter((each) => !each.includes("401")) };
}

/** Tab until the button of this name holds the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.textContent))?.includes(name)) return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

test("a case is answered by keyboard alone with the record's own words, and its shopper reads them", async () => {
  const quote = await as("demo").quote({
    cart: {
      currency: "CNY",
      total: 499_900,
      items: [{ sku: "phone", name: "手机", category: "phone", tags: [], unit_amount: 499_900, quantity: 1 }],
    },
    market: "CN",
    channel: "web",
    locale: "zh-CN",
  });
  const asked = { text: QUESTION, locale: "zh-CN", offer: "shibei-12" } as const;
  const code = quote.code;
  await expect.poll(() => as("demo").why({ code, locale: "zh-CN" }), patience).toBeDefined();
  const opened = await as("demo").openCase({ ...asked, quote_code: code });

  const support = await signedIn("客服", "/cases");
  const { page } = support;
  await page.locator(".agent-queue li").nth(3).waitFor();
  await expect
    .poll(async () => {
      await page.keyboard.press("j");
      return page.url();
    }, patience)
    .toContain(opened.id);
  await page.locator(".seen-card", { hasText: code }).waitFor();
  await page.keyboard.press("r");
  await page.keyboard.type("您好，信用不足");
  await page.getByText("含禁用词").waitFor();
  expect(await page.getByRole("button", { name: "发送" }).isDisabled()).toBe(true);
  for (let each = 0; each < 4; each++) await page.keyboard.press("Backspace");
  await page.keyboard.type("这次暂停与您个人无关。");
  await tabTo(page, "附上说明");
  await page.keyboard.press("Enter");
  await page.keyboard.press("r");
  await page.keyboard.press("Control+Enter");
  const { explanation } = (await as("demo").viewCase(opened.id)).told[0]!;
  await page.locator(".by-explanation", { hasText: explanation["zh-CN"] }).waitFor();

  await page.getByLabel("金额 CNY").fill("80");
  await page.getByLabel("原因（内部）").fill("升级没有提前告知");
  await page.getByRole("button", { name: "¥80.00 转审批" }).click();
  await page.locator(".given .waiting").waitFor();
  await expectAccessible(page);
  expect(support.trouble()).toEqual([]);
  await support.close();

  const approver = await signedIn("合规审批", `/cases/${opened.id}?scope=approvals`);
  await approver.page.getByLabel("决定说明（内部）").fill("同意");
  await approver.page.getByRole("button", { name: "同意，发放 ¥80.00" }).click();
  await approver.page.locator(".given .good").waitFor();
  expect(approver.trouble()).toEqual([]);
  await approver.close();

  const shopper = await demo.visit();
  await shopper.page.goto(`${demo.url}/support/case/${encodeURIComponent(opened.token)}`);
  const shown = await shopper.page.locator("main").textContent();
  expect(shown).toContain(`官方说明${explanation["zh-CN"]}`);
  expect(shown).toContain("¥80.00");
  expect(shown).not.toContain("升级没有提前告知");
  await shopper.close();
});

test("who waits is counted, and nobody is named", async () => {
  const body = { market: "CN", channel: "web", locale: "zh-CN" } as const;
  const item = { sku: "phone", name: "手机", category: "phone", tags: [], unit_amount: 499_900, quantity: 1 };
  const quote = await as("demo").quote({ cart: { currency: "CNY", total: 499_900, items: [item] }, ...body });
  const wish = { quote_token: quote.token, offer: "shibei-12", channel: "inbox", address: "s_waits" } as const;
  await as("demo").joinWaitlist({ ...wish, locale: "zh-CN" });
  const operator = await signedIn("运营", "/waitlist");
  await operator.page.getByText("1 人在等").first().waitFor();
  expect(await operator.page.locator("main").textContent()).not.toContain("s_waits");
  await expectAccessible(operator.page);
  expect(operator.trouble()).toEqual([]);
  await operator.close();
});

test("compensation is drafted by one and given by another; the log of it is sound", async () => {
  const operator = await signedIn("运营", "/compensation");
  await operator.page.getByRole("link", { name: "起草补偿" }).click();
  await operator.page.getByRole("combobox", { name: "调整" }).selectOption("adj_yunshan_24_terms");
  await operator.page.getByText("按此刻的记录试算").waitFor();
  await expectAccessible(operator.page);
  await operator.page.goto(`${demo.url}/console/compensation`);
  await operator.page.locator("tbody a").first().click();
  await operator.page.locator("svg.burn").waitFor();
  await expectAccessible(operator.page);
  expect(operator.trouble()).toEqual([]);
  await operator.close();

  const approver = await signedIn("合规审批", "/audit?action=case.goodwill_granted");
  await approver.page.locator("tbody .link").first().click();
  await approver.page.locator("dialog[open] ins", { hasText: "granted" }).waitFor();
  await approver.page.locator("dialog[open] .icon-btn").click();
  await approver.page.getByRole("button", { name: "核验日志" }).click();
  await approver.page.getByText("日志完好").waitFor();
  await expectAccessible(approver.page);
  expect(approver.trouble()).toEqual([]);
  await approver.close();
});

test("a delivery that was given up is sent again, once its receiver answers", async () => {
  let status = 500;
  const receiver = await webhookReceiver(() => status);
  const admin = await signedIn("管理员", "/webhooks");
  await admin.page.getByRole("button", { name: "添加接收地址" }).click();
  await admin.page.locator("dialog[open]").getByLabel("地址").fill(receiver.url);
  await admin.page.locator("dialog[open]").getByRole("button", { name: "添加接收地址" }).click();
  await admin.page.locator("dialog[open] code", { hasText: "whsec_" }).waitFor();
  await admin.page.getByRole("button", { name: "我已保存" }).click();
  await admin.close();

  await as("operator").postUpdate("adj_shibei_upgrade", { text: { "zh-CN": "进展顺利", en: "Going well" } });
  const deliveries = async () => (await as("demo").webhookDeliveries({})).items;
  /** The world's clock goes to the next attempt, so that three days pass as fast as they are tried. */
  const states = async () => {
    const items = await deliveries();
    const next = items.flatMap(({ next_attempt_at: at }) => (at === null ? [] : [Date.parse(at)]));
    if (next.length > 0) shiftMs = Math.max(shiftMs, Math.min(...next) - Date.now() + 1_000);
    return items.map(({ state }) => state);
  };
  await expect.poll(states, patience).toContain("dead");
  const given = (await deliveries()).find(({ state }) => state === "dead")!;
  status = 204;

  const again = await signedIn("管理员", `/webhooks?state=dead&subject=${given.subject}`);
  await again.page.getByRole("checkbox", { name: "选择此行" }).first().check();
  await again.page.locator(".bulk").getByRole("button", { name: "重发" }).click();
  await again.page.getByText("1 项已完成").waitFor();
  const stateOfGiven = async () => {
    await states();
    return (await deliveries()).find(({ id }) => id === given.id)?.state;
  };
  await expect.poll(stateOfGiven, patience).toBe("delivered");
  await again.close();
  // Days have passed, and the session with them.
  const later = await signedIn("管理员", `/webhooks?subject=${given.subject}`);
  await later.page.locator("tbody .good", { hasText: "已送达" }).first().waitFor();
  await expectAccessible(later.page);
  await expectNoSideways(later.page);
  await later.close();
  await receiver.close();
});

test("a shopper is found, handed out and erased by keyboard, by whoever may and for a reason", async () => {
  const ref = "s_journey_77";
  const quote = await as("demo").quote({
    cart: {
      currency: "CNY",
      total: 499_900,
      items: [{ sku: "phone", name: "手机", category: "phone", tags: [], unit_amount: 499_900, quantity: 1 }],
    },
    market: "CN",
    channel: "web",
    locale: "zh-CN",
    shopper: { ref },
  });
  await expect.poll(async () => (await as("demo").findShopper({ shopper_ref: ref })).held.quotes, patience).toBe(1);

  const forbidden = await signedIn("客服", "/shoppers");
  await forbidden.page.getByText("shoppers:export").waitFor();
  expect(forbidden.trouble()).toEqual([]);
  await forbidden.close();

  const admin = await signedIn("管理员", "/shoppers");
  const { page } = admin;
  await page.getByLabel("商店的顾客编号").focus();
  await page.keyboard.press("Enter");
  await page.getByText("请填写编号或地址，至少一项").waitFor();
  await page.keyboard.type(ref);
  await page.keyboard.press("Enter");
  const held = page.getByRole("row", { name: /报价与当时所知/ });
  expect(await held.getByRole("cell").nth(1).textContent()).toBe("1");
  await expectAccessible(page);
  await expectNoSideways(page);

  const waits = page.waitForEvent("download");
  await tabTo(page, "下载全部数据");
  await page.keyboard.press("Enter");
  const file = await waits;
  expect(file.suggestedFilename()).toMatch(/^shopper-[\d-]+\.json$/);
  const exported = JSON.parse(readFileSync(await file.path(), "utf8"));
  expect(exported.quotes).toMatchObject([{ id: quote.id, facts: { ref } }]);

  const erase = page.getByRole("button", { name: "抹除这位顾客" });
  expect(await erase.isDisabled()).toBe(true);
  await page.getByLabel("原因").selectOption({ label: "本人要求" });
  const confirmation = page.getByLabel(`输入“${ref}”以确认`);
  await confirmation.fill(ref.slice(0, -1));
  expect(await erase.isDisabled()).toBe(true);
  await confirmation.fill(ref);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "已抹除" }).waitFor();
  await expectAccessible(page);
  expect(page.url()).not.toContain(ref);
  expect((await as("demo").findShopper({ shopper_ref: ref })).held.quotes).toBe(0);
  const { items } = await as("demo").audit({ stream: "shoppers", action: "shopper.erase" });
  expect(items[0]).toMatchObject({ by: "demo", after: { reason: "asked", quotes: 1 } });
  expect(admin.trouble()).toEqual([]);
  await admin.close();
});
