import { type SandboxPartner, startSandboxPartner } from "@fenqi/sandbox-partner";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, expectAccessible, openDemo } from "./demo-browser.ts";

const SECRET = "between-us";
let partner: SandboxPartner;
let demo: Demo;

beforeAll(async () => {
  partner = await startSandboxPartner({ port: 0, secret: SECRET, terms: { qinghe: [] } });
  demo = await openDemo({
    paces: { closed: 400, unsure: 200, probing: 200, open: 1_200 },
    partners: [{ merchant: "hetian", partner: "qinghe", adapter: "sandbox", url: partner.url, secret: SECRET }],
  });
});
afterAll(async () => {
  await demo?.close();
  await partner?.close();
});

test("a lender says no: nothing is ordered, its ways say so without a reason, and others are there to take", async () => {
  const { page, close } = await demo.visit();
  await page.goto(`${demo.url}/p/yuanshan-5`);
  await page.getByRole("button", { name: "加入购物车" }).click();
  await page.goto(`${demo.url}/checkout/review?option=qinghe-12`);
  await page.getByRole("checkbox").check();
  await page.waitForTimeout(10_500);
  partner.faults.set("qinghe", undefined, { decline: true });
  await page.locator('button[value="confirm"]').click();
  await page.waitForURL(`${demo.url}/checkout?notice=declined`);
  partner.faults.clear();
  const checkout = page.locator("fenqi-checkout");
  await checkout.locator("input[type=radio]").first().waitFor();
  expect(await checkout.locator('input[value^="qinghe-"]').count()).toBe(0);
  expect(await checkout.textContent()).toContain("本店未获知原因");
  await expectAccessible(page);
  // Of this browser alone.
  const other = await demo.visit();
  await other.page.goto(`${demo.url}/p/yuanshan-5`);
  await other.page.getByRole("button", { name: "加入购物车" }).click();
  await other.page.goto(`${demo.url}/checkout`);
  await other.page.locator('fenqi-checkout input[value="qinghe-12"]').waitFor();
  await other.close();
  await close();
}, 60_000);

test("a partner starts failing: the checkout and the status page say so by themselves, and it comes back by itself", async () => {
  const { page, trouble, close } = await demo.visit();
  await page.goto(`${demo.url}/p/yuanshan-5`);
  await page.getByRole("button", { name: "加入购物车" }).click();
  const checkout = page.locator("fenqi-checkout");
  const twelve = checkout.locator('input[value="qinghe-12"]');
  const visit = async () => {
    await page.goto(`${demo.url}/checkout`);
    await checkout.locator("input[type=radio]").first().waitFor();
  };
  await visit();
  expect(await twelve.count()).toBe(1);

  partner.faults.set("qinghe", undefined, { status: 503 });
  const said = "连接故障";
  const patience = { timeout: 20_000, interval: 500 };
  const isTold = async () => {
    await visit();
    return (await twelve.count()) === 0 && (await checkout.getByText(said).count()) > 0;
  };
  await expect.poll(isTold, patience).toBe(true);
  await expectAccessible(page);
  await page.goto(`${demo.url}/status`);
  await page.getByText(said).first().waitFor();

  partner.faults.clear();
  const isBack = async () => {
    await visit();
    return twelve.count();
  };
  await expect.poll(isBack, { timeout: 30_000, interval: 500 }).toBe(1);
  expect(trouble).toEqual([]);
  await close();
}, 90_000);
