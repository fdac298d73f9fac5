import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Demo, expectAccessible, expectNoSideways, openDemo } from "./demo-browser.ts";

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const STORE = { authorization: "Bearer sk_test_demo" };

/** What the store does on its own server. */
async function asStore(path: string, body: object): Promise<void> {
  const headers = { ...STORE, "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
  const { status } = await fetch(demo.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  expect(status).toBe(200);
}

const SAID = {
  "zh-CN": {
    phone: "远山 5",
    more: "512 GB",
    add: "加入购物车",
    out: "去结账",
    twelve: "¥446.58",
    confirm: /确认分 12 期，首期 ¥446\.58/,
    review: "确认分期",
    table: "综合融资成本明示表",
    end: "已确认",
    nothing: "不会真的扣款，也不会发货",
    total: "¥5,358.93",
    plans: "我的分期",
    pay: "现在还款",
    refunded: "已退款 ¥500.00",
    settle: "提前结清",
    settled: "已结清",
    tell: "发账单通知",
    told: "账单通知会发到这个地址",
    letter: "账单已结清",
  },
  en: {
    phone: "Yuanshan 5",
    more: "512 GB",
    add: "Add to cart",
    out: "Check out",
    twelve: "¥446.58",
    confirm: /Confirm 12 payments, first ¥446\.58/,
    review: "Confirm your plan",
    table: "Comprehensive financing cost",
    end: "Confirmed",
    nothing: "nothing is really charged or sent",
    total: "¥5,358.93",
    plans: "My plans",
    pay: "Pay now",
    refunded: "Refunded ¥500.00",
    settle: "Settle early",
    settled: "Settled",
    tell: "Send me notices",
    told: "Notices of this plan go to that address",
    letter: "your plan is settled",
  },
} as const;

describe.each(["zh-CN", "en"] as const)("on a phone, in %s", (lang) => {
  const said = SAID[lang];

  test("a phone is chosen, put in the cart, paid in twelve, read for ten seconds, confirmed", async () => {
    const { page, trouble, close } = await demo.visit({ lang });
    await page.goto(demo.url);
    await page.getByRole("link", { name: said.phone }).first().click();
    await page.getByRole("link", { name: said.more }).click();
    await page.getByText("¥5,599.00").first().waitFor();
    await page.goBack();
    await page.getByRole("button", { name: said.add }).click();
    await page.getByRole("link", { name: said.out }).click();

    const checkout = page.locator("fenqi-checkout");
    await checkout.locator('input[value="qinghe-12"]').check();
    await checkout.getByRole("button", { name: said.confirm }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText(said.table, { exact: true }).first().waitFor();
    expect(await sheet.getByRole("heading", { name: said.review }).isVisible()).toBe(true);
    await sheet.getByRole("checkbox").check();
    expect(await sheet.locator("button.main").isDisabled()).toBe(true);
    await sheet.getByRole("button", { name: said.confirm }).click({ timeout: 20_000 });

    await page.getByRole("heading", { name: said.end }).waitFor();
    const body = await page.locator("main").textContent();
    expect(body).toContain(said.nothing);
    expect(body).toContain(said.total);
    expect(body).toContain("359.93");
    expect(await page.locator("table.rows tbody tr").count()).toBe(12);
    await page.locator('input[name="address"]').fill(`lin-${lang}@example.com`);
    await page.getByRole("button", { name: said.tell }).click();
    await page.getByText(said.told).waitFor();

    await page.getByRole("link", { name: said.plans }).first().click();
    await page.locator(".plan .strip svg.next").waitFor();
    expect(await page.locator(".figure").textContent()).toContain("446.58");
    expect(page.url()).toBe(`${demo.url}/plans`);
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("link", { name: said.pay }).click();
    expect(await page.locator("form.card").textContent()).toMatch(/第 1 期|payment 1/);
    const tab = await page.context().newPage();
    await tab.goto(page.url());
    for (const each of [page, tab]) {
      await each.locator("form button").click();
      await each.locator(".plan .strip svg.paid").waitFor();
      expect(await each.locator(".plan .strip svg.paid").count()).toBe(1);
    }
    await tab.close();
    await page.locator("details.all summary").click();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).click();
    expect((await download).suggestedFilename()).toMatch(/^plan_\w+\.csv$/);

    const id = await page.locator(".plan h2").getAttribute("id");
    await asStore(`/v1/plans/${id}/refunds`, { amount: 50_000, reason: "price_match" });
    await page.reload();
    await page.getByText(said.refunded).waitFor();
    await page.getByRole("link", { name: said.settle }).click();
    await page.locator("form button").click();
    await page.getByRole("status").getByText(said.settled).waitFor();
    await page.locator("details.ended > summary").click();
    await page.locator(".plan .state.settled").waitFor();
    await expectAccessible(page);
    trouble.length = 0; // axe copies style sheets about, which the page's policy refuses.
    await page.goto(`${demo.url}/demo/outbox`);
    const subjects = async () => {
      await page.reload();
      return (await page.locator(".letter-subject").allTextContents()).join();
    };
    await expect.poll(subjects).toContain(said.letter);
    expect(trouble).toEqual([]);
    await close();
  });

  test("the same without a script: forms, and a timer that the server keeps", async () => {
    const { page, trouble, close } = await demo.visit({ lang, script: false });
    await page.goto(`${demo.url}/p/yuanshan-5`);
    await page.getByRole("button", { name: said.add }).click();
    await page.getByRole("link", { name: said.out }).click();
    await page.locator('input[value="qinghe-12"]').check();
    await page.locator('button[value="review"]').click();
    await page.getByText(said.table, { exact: true }).first().waitFor();
    await page.getByRole("checkbox").check();
    await page.locator('button[value="confirm"]').click();
    expect(await page.getByRole("alert").textContent()).toMatch(/秒|second/);
    await page.waitForTimeout(10_500);
    await page.getByRole("checkbox").check();
    await page.locator('button[value="confirm"]').click();
    await page.getByRole("heading", { name: said.end }).waitFor();
    expect(await page.locator("main").textContent()).toContain(said.total);
    expect(trouble.filter((each) => !/422/.test(each))).toEqual([]);
    await close();
  });
});

test("a card is agreed on the partner's own page, or not: choose, go there, come back to a plan", async () => {
  const { page, close } = await demo.visit();
  const choose = async (answer: "confirm" | "decline", goOn: () => Promise<void>) => {
    await page.goto(`${demo.url}/p/yuanshan-5`);
    await page.getByRole("button", { name: "立即购买" }).click();
    await page.goto(`${demo.url}/checkout/review?option=card-full`);
    await page.getByRole("checkbox").check();
    await page.locator('button[value="confirm"]').click();
    await page.getByRole("heading", { name: "还差一步" }).waitFor();
    await expectAccessible(page);
    await goOn();
    // In the language of the browser: the partner's page is not the store's.
    await page.locator(`button[value="${answer}"]`).click();
  };
  await choose("decline", () => page.getByRole("link", { name: "去银行卡确认" }).click());
  await page.waitForURL(`${demo.url}/checkout?notice=declined`);
  // Left, and gone on with from My plans.
  await choose("confirm", async () => {
    await page.goto(`${demo.url}/orders`);
    await expectAccessible(page);
    await page.getByRole("link", { name: "去银行卡继续" }).click();
  });
  await page.getByRole("heading", { name: "已确认" }).waitFor();
  await page.getByRole("link", { name: "我的分期" }).first().click();
  await page.waitForURL(`${demo.url}/plans`);
  expect(await page.locator("main").textContent()).toContain("4,999");
  await close();
});

test("a lease from its deposit to the buyout: rented, paid, owned", async () => {
  const { page, trouble, close } = await demo.visit({ script: false });
  await page.goto(`${demo.url}/p/yuanshan-5`);
  await page.getByRole("button", { name: "立即购买" }).click();
  await page.goto(`${demo.url}/checkout/review?option=shibei-lease-12`);
  await page.getByRole("checkbox").check();
  await page.locator('button[value="confirm"]').click();
  await page.getByRole("alert").waitFor();
  await page.waitForTimeout(10_500);
  await page.getByRole("checkbox").check();
  await page.locator('button[value="confirm"]').click();
  await page.getByRole("heading", { name: "已确认" }).waitFor();
  await page.goto(`${demo.url}/orders`);
  await page.getByText("押金 ¥1,000.00").waitFor();
  const id = await page.locator(".plan h2").getAttribute("id");
  expect(await page.locator(".plan .strip svg.paid").count()).toBe(1);
  await page.getByRole("link", { name: "现在还款" }).click();
  await page.locator("form button").click();
  await page.getByRole("status").getByText("已收到").waitFor();
  expect(await page.locator(".plan .strip svg.paid").count()).toBe(2);

  // The other rents come in at the store, as the months go by.
  const lease = await (await fetch(`${demo.url}/v1/plans/${id}`, { headers: STORE })).json();
  await asStore(`/v1/plans/${id}/repayments`, { amount: lease.balance.outstanding, reference: "rents" });
  await page.reload();
  await page.getByRole("link", { name: "买下" }).click();
  expect(await page.locator(".figure").textContent()).toBe("¥2,199.00");
  await page.locator("form button").click();
  await page.getByRole("status").getByText("已买下").waitFor();
  const owned = await (await fetch(`${demo.url}/v1/plans/${id}`, { headers: STORE })).json();
  expect(owned).toMatchObject({ state: "settled", lease: { deposit: 0, bought_on: lease.agreed_on } });
  expect(trouble.filter((each) => !/422/.test(each))).toEqual([]);
  await close();
});

test("one tap takes the alternative of a missing way, with and without a script", async () => {
  for (const script of [true, false]) {
    const { page, close } = await demo.visit({ script });
    await page.goto(`${demo.url}/p/yuanshan-5`);
    await page.getByRole("button", { name: "立即购买" }).click();
    await page.locator('button[name="use"]').first().click();
    const chosen = page.locator('input[name="option"]:checked');
    await chosen.waitFor();
    expect(await chosen.getAttribute("value")).toBeTruthy();
    await close();
  }
});

describe("every page, in both languages and themes, on phone and desk", () => {
  const pages = [
    "/",
    "/p/yuanshan-5",
    "/p/xi-watch",
    "/cart",
    "/checkout",
    "/checkout?option=qinghe-12",
    "/checkout/review?option=qinghe-12",
    "/compare",
    "/help?offer=yunshan-24",
    "/status",
    "/nowhere",
  ];
  const looks = [
    ["phone", "zh-CN", "light"],
    ["phone", "en", "dark"],
    ["desk", "zh-CN", "dark"],
    ["desk", "en", "light"],
  ] as const;

  test.each(looks)("%s, %s, %s: axe finds nothing, nothing runs off the side", async (screen, lang, theme) => {
    const { page, trouble, close } = await demo.visit({ screen, lang, theme });
    await page.goto(`${demo.url}/p/yuanshan-5`);
    await page.getByRole("button", { name: /加入购物车|Add to cart/ }).click();
    for (const path of pages) {
      await page.goto(demo.url + path, { waitUntil: "networkidle" });
      await expectNoSideways(page);
      expect([path, ...trouble.filter((each) => !/404/.test(each))]).toEqual([path]);
      await expectAccessible(page);
      trouble.length = 0; // axe copies style sheets about, which the page's policy refuses.
    }
    await close();
  });
});
