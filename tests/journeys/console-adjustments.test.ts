import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, expectAccessible, expectNoSideways, openDemo } from "./demo-browser.ts";

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const WORDS = { zh: "暂不可用：条款更新中。已有分期不受影响", en: "Not available now: terms are being updated" };
const patience = { timeout: 20_000, interval: 300 };
const MOST_TABS = 150;

/** Goes to a control as a keyboard does. */
async function tabTo(page: Page, to: Locator, key = "Tab"): Promise<void> {
  await to.waitFor();
  const there = () => to.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < MOST_TABS; presses++) {
    if (await there()) return;
    await page.keyboard.press(key);
  }
  expect(await there()).toBe(true);
}

async function press(page: Page, button: Locator, key = "Tab"): Promise<void> {
  await tabTo(page, button, key);
  await page.keyboard.press("Enter");
}

/** Chooses the `steps`th entry of a list. */
async function choose(page: Page, label: string, steps: number, chosen: string): Promise<void> {
  const list = page.getByRole("combobox", { name: label, exact: true });
  await tabTo(page, list);
  for (let step = 0; step < steps; step++) await page.keyboard.press("ArrowDown");
  await expect.poll(() => list.inputValue(), patience).toBe(chosen);
}

async function signedIn(role: string): Promise<Page & { readonly trouble: string[] }> {
  const { page, trouble } = await demo.visit({ screen: "desk" });
  await page.goto(`${demo.url}/console`);
  await press(page, page.locator(".people button", { hasText: role }));
  await page.locator(".sidebar").waitFor();
  return Object.assign(page, { trouble });
}

const state = (page: Page) => page.locator(".page-head .state").first();
const confirm = (page: Page, name: string | RegExp) =>
  press(page, page.getByRole("dialog").getByRole("button", { name }));

test("an adjustment goes from draft to lift by keyboard, by two people, and the checkout follows", async () => {
  const operator = await signedIn("运营");
  await operator.getByRole("heading", { name: "需要我处理" }).waitFor();
  await expectAccessible(operator);

  await operator.keyboard.press("c");
  await choose(operator, "资金方", 3, "qinghe");
  await choose(operator, "期数", 3, "12");
  await tabTo(operator, operator.getByRole("textbox", { name: "中文说明" }));
  await operator.keyboard.type(WORDS.zh);
  await tabTo(operator, operator.getByRole("textbox", { name: "英文说明" }));
  await operator.keyboard.type(WORDS.en);
  // Both previews read the same record as it is written.
  await expect.poll(() => operator.locator(".previews").textContent(), patience).toContain(WORDS.zh);
  await choose(operator, "替代方式", 1, "auto");
  await choose(operator, "补偿", 1, "none");
  await choose(operator, "恢复", 4, "none");
  await press(operator, operator.getByRole("button", { name: "保存并模拟" }), "Shift+Tab");
  await operator.waitForURL(/\/adjustments\/adj_/);
  await operator.getByRole("heading", { name: "模拟结果" }).waitFor();
  await expect.poll(() => operator.locator("#simulate").textContent(), patience).toMatch(/回放 .* 份报价/);

  await press(operator, operator.getByRole("button", { name: "提交审批" }), "Shift+Tab");
  await confirm(operator, "提交审批");
  await expect.poll(() => state(operator).textContent(), patience).toContain("待审批");
  expect(await operator.getByRole("button", { name: /^批准/ }).isDisabled()).toBe(true);
  expect(await operator.locator("#why-not").textContent()).toContain("您写过这份调整，需由他人批准");
  await expectAccessible(operator);

  const approver = await signedIn("合规审批");
  await press(approver, approver.getByRole("listitem").filter({ hasText: "暂停青禾消费金融 12 期" }).getByRole("link"));
  await approver.getByRole("button", { name: /^批准/ }).waitFor();
  await approver.keyboard.press("a");
  await confirm(approver, "批准");
  await expect.poll(() => state(approver).textContent(), patience).toContain("已批准");

  // The operator's page hears of it by itself.
  await press(operator, operator.getByRole("button", { name: "生效", exact: true }), "Shift+Tab");
  await confirm(operator, "立即暂停青禾消费金融 12 期");
  await expect.poll(() => state(operator).textContent(), patience).toContain("生效中");

  const { page: shop } = await demo.visit();
  await shop.goto(`${demo.url}/p/yuanshan-5`);
  await shop.getByRole("button", { name: "加入购物车" }).click();
  const checkoutSays = async () => {
    await shop.goto(`${demo.url}/checkout`);
    await shop.locator("fenqi-checkout input[type=radio]").first().waitFor();
    return shop.locator("fenqi-checkout").getByText(WORDS.zh).count();
  };
  await expect.poll(checkoutSays, patience).toBe(1);

  await press(operator, operator.getByRole("button", { name: "恢复", exact: true }), "Shift+Tab");
  await confirm(operator, "立即全部恢复");
  await expect.poll(() => state(operator).textContent(), patience).toContain("已恢复");
  await expect.poll(checkoutSays, patience).toBe(0);
  await expectNoSideways(operator);

  // One person pauses in an emergency, in words that were approved before; it waits for another's review.
  await operator.goto(`${demo.url}/console/adjustments`);
  await operator.getByRole("button", { name: "紧急暂停…" }).click();
  const emergency = operator.getByRole("dialog");
  const all = emergency.getByRole("button", { name: "立即暂停全部方式" });
  expect(await all.isDisabled()).toBe(true);
  await emergency.getByRole("checkbox").check();
  expect(await all.isEnabled()).toBe(true);
  const again = emergency.getByLabel("最迟何时再告知");
  const promised = await again.inputValue();
  await again.fill("2026-01-01T10:00");
  await all.click();
  await emergency.getByRole("alert").getByText("恢复：时间已过，或先后不对。").waitFor();
  const [said] = operator.trouble.splice(-1);
  expect(said).toMatch(/422/);
  await again.fill(promised);
  await emergency.getByLabel("资金方").selectOption("qinghe");
  await emergency.getByLabel("已批准的说明").selectOption("off.incident");
  await expectAccessible(operator);
  await emergency.getByRole("button", { name: /^立即暂停青禾消费金融/ }).click();
  await expect.poll(() => state(operator).textContent(), patience).toContain("生效中");
  await expect.poll(() => operator.locator("#watch").textContent(), patience).toContain("授权率");
  await approver.goto(`${demo.url}/console`);
  await approver.getByRole("link", { name: "复核" }).waitFor();
  expect([...operator.trouble, ...approver.trouble].filter((said) => !/401/.test(said))).toEqual([]);
}, 240_000);
