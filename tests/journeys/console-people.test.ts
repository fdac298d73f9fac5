import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeAt, fromBase32 } from "../../packages/server/src/adapters/passwords/one-time-codes.ts";
import { type Demo, expectAccessible, expectNoSideways, openDemo, type VisitOptions } from "./demo-browser.ts";

/** A store that somebody has just installed: no demo, nobody in it, and the clock is the journey's. */
let store: Demo;
let shiftMs = 0;
const now = () => Date.now() + shiftMs;
beforeAll(async () => {
  store = await openDemo({ demo: false, masterKeys: [randomBytes(32)], now });
}, 180_000);
afterAll(() => store?.close());

const PASSWORD = "correct horse battery staple";
const STEP_MS = 30_000;

async function opened(path: string, options: VisitOptions = {}): Promise<Page> {
  const { page } = await store.visit({ screen: "desk", ...options });
  page.setDefaultTimeout(60_000);
  await page.goto(`${store.url}${path}`);
  return page;
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** What the API says to a key. */
const asked = async (key: string) =>
  (await fetch(`${store.url}/v1/plans`, { headers: { authorization: `Bearer ${key}` } })).status;

let admin: Page;

test("the first administrator sets the store up with the token of its first start, which then is worth nothing", async () => {
  const { setupToken } = store.server;
  admin = await opened(`/console/setup#${setupToken}`);
  await admin.getByLabel("邮箱").fill("su@shop.test");
  await admin.getByLabel("姓名").fill("苏禾");
  await admin.getByLabel("密码").fill("too short");
  await admin.getByRole("button", { name: "创建管理员" }).click();
  await admin.getByRole("alert").waitFor();
  await expectAccessible(admin);
  await admin.getByLabel("密码").fill(PASSWORD);
  await admin.getByRole("button", { name: "创建管理员" }).click();
  await admin.getByRole("navigation").first().waitFor();

  const late = await opened(`/console/setup#${setupToken}`);
  await late.getByLabel("邮箱").fill("eve@shop.test");
  await late.getByLabel("姓名").fill("Eve");
  await late.getByLabel("密码").fill(PASSWORD);
  await late.getByRole("button", { name: "创建管理员" }).click();
  await late.getByRole("alert").waitFor();
  await late.close();
});

test("somebody is invited, joins by the link in English and in the dark, and sees what the role shows", async () => {
  await admin.goto(`${store.url}/console/people`);
  await admin.getByRole("button", { name: "邀请", exact: true }).click();
  const dialog = admin.getByRole("dialog", { name: "邀请同事" });
  await dialog.getByLabel("邮箱").fill("lin@shop.test");
  await dialog.getByLabel("角色").selectOption("finance");
  await dialog.getByRole("button", { name: "发送邀请" }).click();
  const link = new URL((await dialog.getByRole("status").locator("code").textContent())!);
  const invitation = link.pathname + link.hash;
  await expectAccessible(admin);
  await admin.keyboard.press("Escape");
  await admin.getByRole("cell", { name: "lin@shop.test" }).waitFor();

  const page = await opened(invitation, { lang: "en", theme: "dark" });
  await page.getByText("lin@shop.test, as Finance").waitFor();
  await page.getByLabel("Name").fill("林工");
  await page.getByLabel("Password").fill(PASSWORD);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await page.getByRole("navigation").first().waitFor();
  await page.goto(`${store.url}/console/people`);
  await page.getByText("keys:manage").waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);

  const again = await opened(invitation);
  await again.getByText("此链接无效、已用过或已过期。").waitFor();
  await Promise.all([page.close(), again.close()]);
});

test("a second factor is set up by its code, asked for at the next sign-in, and a code works once", async () => {
  await admin.goto(`${store.url}/console/account`);
  const card = admin.getByRole("region", { name: "第二验证" });
  await card.getByLabel("现在的密码").fill(PASSWORD);
  await card.getByRole("button", { name: "开启" }).click();
  const secret = fromBase32((await card.locator("p code").textContent())!)!;
  const code = () => codeAt(secret, Math.floor(now() / STEP_MS));
  await expectAccessible(admin);
  await card.getByLabel("验证器显示的 6 位数字").fill(code());
  await card.getByRole("button", { name: "确认" }).click();
  await card.getByText("请保存这些恢复码").waitFor();
  const [recovery] = await card.locator(".codes code").allTextContents();

  const elsewhere = await opened("/console");
  await signIn(elsewhere, "su@shop.test");
  const field = elsewhere.getByLabel("动态验证码");
  await field.fill(code());
  await elsewhere.getByRole("button", { name: "登录", exact: true }).click();
  // The code that confirmed the second factor is spent.
  await elsewhere.getByText("验证码").last().waitFor();
  shiftMs += STEP_MS;
  await field.fill(code());
  await elsewhere.getByRole("button", { name: "登录", exact: true }).click();
  await elsewhere.getByRole("navigation").first().waitFor();

  const withoutPhone = await opened("/console");
  await signIn(withoutPhone, "su@shop.test");
  await withoutPhone.getByLabel("动态验证码").fill(recovery!);
  await withoutPhone.getByRole("button", { name: "登录", exact: true }).click();
  await withoutPhone.getByRole("navigation").first().waitFor();

  await admin.goto(`${store.url}/console/account`);
  const sessions = admin.getByRole("region", { name: /^登录/ });
  await expect.poll(() => sessions.locator("tbody tr").count()).toBe(3);
  for (const left of [2, 1]) {
    await sessions.getByRole("button", { name: "结束" }).first().click();
    await admin.getByRole("dialog").getByRole("button", { name: "结束" }).click();
    await expect.poll(() => sessions.locator("tbody tr").count()).toBe(left);
  }
  await elsewhere.reload();
  await elsewhere.getByRole("button", { name: "登录", exact: true }).waitFor();
  await Promise.all([elsewhere.close(), withoutPhone.close()]);
});

test("a key is limited, rotated without a refusal in between, and revoked", async () => {
  await admin.goto(`${store.url}/console/people`);
  // The button stands below two lists: it moves until these are there, and a click that begins before may end beside it.
  await admin.getByRole("row", { name: /林工/ }).waitFor();
  await expect.poll(() => admin.locator(".skeleton").count()).toBe(0);
  await admin.getByRole("button", { name: "新建密钥" }).click();
  const making = admin.getByRole("dialog", { name: "新建密钥" });
  await making.getByLabel("名称").fill("erp");
  await making.getByLabel("角色").selectOption("finance");
  await making.getByText("只允许这些权限").click();
  await making.getByRole("checkbox", { name: "plans:read" }).check();
  await expectAccessible(admin);
  await making.getByRole("button", { name: "生成密钥" }).click();
  const first = (await making.getByRole("status").locator("code").textContent())!;
  await admin.keyboard.press("Escape");
  const rows = admin.getByRole("row", { name: /^erp/ });
  await rows.getByText("仅 1 项权限").waitFor();
  expect(await asked(first)).toBe(200);
  const ledger = await fetch(`${store.url}/v1/ledger/entries`, { headers: { authorization: `Bearer ${first}` } });
  expect(ledger.status).toBe(403);

  await rows.getByRole("button", { name: "更换" }).click();
  const rotating = admin.getByRole("dialog", { name: "更换" });
  await rotating.getByRole("button", { name: "生成新密钥" }).click();
  const second = (await rotating.getByRole("status").locator("code").textContent())!;
  await expectAccessible(admin);
  await admin.keyboard.press("Escape");
  await admin.getByText("更换中，有效至").waitFor();
  expect([await asked(first), await asked(second)]).toEqual([200, 200]);
  await rows.filter({ hasText: "更换中" }).getByRole("button", { name: "撤销" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "撤销" }).click();
  await rows.filter({ hasText: "已撤销" }).waitFor();
  expect([await asked(first), await asked(second)]).toEqual([401, 200]);
});

test("a role changes what somebody may at once, and who is removed is out", async () => {
  const lin = await opened("/console");
  await signIn(lin, "lin@shop.test");
  await lin.getByRole("navigation").first().waitFor();
  await admin.getByRole("combobox", { name: "角色: 林工" }).selectOption("viewer");
  await expect
    .poll(async () => (await lin.request.get(`${store.url}/v1/session`)).json())
    .toMatchObject({
      role: "viewer",
    });
  await admin.getByRole("row", { name: /林工/ }).getByRole("button", { name: "移除" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "移除" }).click();
  await admin.getByRole("row", { name: /林工/ }).waitFor({ state: "detached" });
  await lin.reload();
  await signIn(lin, "lin@shop.test");
  await lin.getByRole("alert").waitFor();
  await lin.close();
  await admin.goto(`${store.url}/console/audit?stream=people`);
  await admin.getByText("user.remove").first().waitFor();
});

test("how the server runs is read in the settings", async () => {
  await admin.goto(`${store.url}/console/settings`);
  const { engine, approvals, session } = await (await admin.request.get(`${store.url}/v1/settings`)).json();
  expect(approvals).toBe("two_people");
  const said = admin.getByRole("definition");
  await said.filter({ hasText: new RegExp(`^${engine}$`) }).waitFor();
  await said.filter({ hasText: "两人：发起人不能自批" }).waitFor();
  await said
    .filter({ hasText: `${session.idle_minutes} 分钟` })
    .first()
    .waitFor();
  await expectAccessible(admin);
  await expectNoSideways(admin);
});
