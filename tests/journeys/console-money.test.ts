import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, expectAccessible, expectNoSideways, openDemo, type Visit } from "./demo-browser.ts";

let demo: Demo;
let visit: Visit;
let page: Page;
const WAIT = { timeout: 60_000 };

async function signedIn(role: string): Promise<Visit> {
  const signing = await demo.visit({ screen: "desk" });
  signing.page.setDefaultTimeout(60_000);
  await signing.page.goto(`${demo.url}/console`);
  await signing.page.getByRole("button", { name: role }).click();
  await signing.page.getByRole("navigation").first().waitFor();
  return signing;
}

beforeAll(async () => {
  demo = await openDemo();
  visit = await signedIn("财务");
  ({ page } = visit);
}, 180_000);
afterAll(() => demo?.close());

const api = async (path: string) => (await page.request.get(`${demo.url}${path}`)).json();
const demoPlan = async () => (await api("/v1/plans?q=HT-1004-20913")).items[0];

test("finance sees a refund row by row by keyboard, another person approves it, and the rows and the ledger follow", async () => {
  await expect.poll(async () => (await demoPlan())?.state, WAIT).toBe("active");
  const { id } = await demoPlan();
  await page.goto(`${demo.url}/console/plans?q=HT-1004`);
  await page.getByRole("link", { name: id }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /青禾消费金融/ }).waitFor();
  await expect.poll(() => page.getByText("平衡", { exact: true }).count(), WAIT).toBe(1);
  const confirmed = await page.getByRole("region", { name: "顾客确认" }).getByRole("definition").allTextContents();
  const { reading_seconds, disclosure } = await api(`/v1/plans/${id}/consent`);
  expect(confirmed).toEqual(expect.arrayContaining([`${reading_seconds} 秒`, "中文", disclosure]));
  const before = await demoPlan();

  await page.getByRole("button", { name: "退款", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("1200");
  const table = page.getByRole("region", { name: "变化" });
  await table.getByRole("row").nth(1).waitFor();
  expect(await table.locator("tbody tr").count()).toBe(12);
  await page.getByText("预览", { exact: false }).first().waitFor();
  expect((await demoPlan()).refunded).toBe(0);
  await expectAccessible(page);

  await page.getByRole("button", { name: "提交退款 ¥1,200.00" }).focus();
  await page.keyboard.press("Enter");
  const mine = page.getByRole("region", { name: "待第二人批准" });
  await mine.getByText("退款 ¥1,200.00").waitFor();
  expect(await mine.getByRole("button", { name: "批准" }).isDisabled()).toBe(true);
  expect((await demoPlan()).refunded).toBe(0);

  const approver = await signedIn("合规审批");
  await approver.page.getByRole("listitem").filter({ hasText: id }).getByRole("link", { name: "审批" }).click();
  const waiting = approver.page.getByRole("region", { name: "待第二人批准" });
  await waiting.getByRole("button", { name: "批准" }).click();
  await expectAccessible(approver.page);
  await approver.page.getByRole("dialog").getByRole("button", { name: "批准" }).click();
  await waiting.waitFor({ state: "detached" });
  await approver.close();
  const after = await demoPlan();
  expect(after).toMatchObject({ refunded: 120_000, state: "active" });
  expect(after.balance.outstanding).toBeLessThan(before.balance.outstanding - 120_000);
  const row = page.getByRole("region", { name: "还款计划" }).getByRole("row").nth(1);
  await expect.poll(() => row.textContent(), WAIT).toContain((after.schedule[0].total / 100).toFixed(2));
  expect((await api("/v1/ledger/trial-balance")).balanced).toBe(true);
}, 180_000);

test("finance imports a settlement file, ends an exception and opens it again; the books stay balanced", async () => {
  const rows = [
    "reference,request,kind,amount,fee,currency,at",
    `plan_nobody_knows,,capture,5000,0,CNY,${new Date().toISOString()}`,
  ];
  await page.goto(`${demo.url}/console/reconciliation`);
  await page.getByRole("combobox", { name: "资金方" }).selectOption("qinghe");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "qinghe.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await page.getByRole("button", { name: "导入并核对" }).click();
  const line = page.getByRole("row").filter({ hasText: "plan_nobody_knows" });
  await line.getByRole("button", { name: "处理" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("说明").fill("对方另有一家店");
  await dialog.getByRole("button", { name: "处理" }).click();
  await line.getByText("已处理").waitFor();
  await line.getByRole("button", { name: "撤销处理" }).click();
  await dialog.getByLabel("说明").fill("看错了");
  await dialog.getByRole("button", { name: "撤销处理" }).click();
  await line.getByText("待处理").waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);

  await page.goto(`${demo.url}/console/ledger`);
  await page.getByText("借贷平衡").waitFor();
  await expectAccessible(page);
  // Asking who is signed in is answered 401 before somebody is; what one person may not do alone is answered 403, then proposed.
  expect(visit.trouble.filter((each) => !/40[13]/.test(each))).toEqual([]);
}, 180_000);
