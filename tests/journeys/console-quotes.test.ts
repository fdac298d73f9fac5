import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, expectAccessible, expectNoSideways, openDemo, type Visit } from "./demo-browser.ts";

const CART = {
  cart: {
    currency: "CNY",
    total: 499_900,
    items: [{ sku: "ys-5", name: "Phone", category: "phone", tags: [], unit_amount: 499_900, quantity: 1 }],
  },
  market: "CN",
  channel: "web",
  locale: "en",
};

let demo: Demo;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  demo = await openDemo();
  visit = await demo.visit({ screen: "desk", theme: "dark", lang: "en" });
  page = visit.page;
});
afterAll(async () => {
  await visit?.close();
  await demo?.close();
});

const ask = async () => {
  const answer = await fetch(`${demo.url}/v1/quotes?schedules=none`, {
    method: "POST",
    headers: { authorization: "Bearer pk_test_demo", "content-type": "application/json" },
    body: JSON.stringify(CART),
  });
  return (await answer.json()) as { code: string; missing: { offer: string }[] };
};
const lacks = ({ missing }: { missing: { offer: string }[] }) => missing.some(({ offer }) => offer === "qinghe-12");
const go = (path: string) => page.goto(`${demo.url}/console${path}`);

test("a partner is held, read back in Health, and the quote that missed it is found, explained and moved in time", async () => {
  await go("");
  await page.getByRole("button", { name: /Operator/ }).click();
  await page.getByRole("navigation").waitFor();
  expect(lacks(await ask())).toBe(false);

  // The watch begins a moment after the start.
  await go("/partners");
  const row = page.getByRole("row").filter({ hasText: "qinghe" });
  await row.getByRole("button", { name: "Pause, stop calling" }).click();
  await page.getByRole("dialog").getByLabel("A word to colleagues").fill("Rehearsal");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Pause Qinghe/ })
    .click();
  await row.getByText("Kept paused by hand").waitFor();
  await expectAccessible(page);

  await row.getByRole("link", { name: /Kept paused by hand/ }).click();
  await page.getByText("Paused by hand (Lin 林)").waitFor();
  await page.getByRole("img", { name: /Connection/ }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Table", exact: true }).click();

  await expect.poll(async () => lacks(await ask())).toBe(true);
  const { code } = await ask();
  // Quotes are recorded behind their answers.
  await expect
    .poll(() => page.evaluate((asked) => fetch(`/v1/quotes?code=${asked}`).then(({ status }) => status), code))
    .toBe(200);
  await page.keyboard.press("Control+k");
  // The field has the focus once the dialog is there.
  await page.locator("dialog[open] [role=combobox]:focus").waitFor();
  await page.keyboard.type(code);
  await page.getByRole("option").filter({ hasText: code }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `Quote ${code}` }).waitFor();
  await page.getByText("Replays the same").waitFor();
  await page.locator("fenqi-checkout").getByText("Qinghe", { exact: false }).first().waitFor();

  const way = page.locator('tr[data-offer="qinghe-12"]');
  await way.getByText("Missing", { exact: true }).waitFor();
  await way.getByRole("button").click();
  await page
    .getByRole("region", { name: /^Qinghe.*12/ })
    .getByText("Fails")
    .first()
    .waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);

  await page.locator("h1").click();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => page.url()).toContain("at=");
  await expect
    .poll(async () => {
      if (await way.getByText("Available").isVisible()) return true;
      await page.keyboard.press("ArrowLeft");
      return false;
    })
    .toBe(true);

  await page.getByRole("button", { name: "Replay again" }).click();
  await page.getByText("the same", { exact: false }).last().waitFor();
  expect(visit.trouble.filter((each) => !each.includes("401"))).toEqual([]);
});

test("offers are priced for a cart, and rules are tested against the catalogue in force", async () => {
  await go("/offers?offer=qinghe-12&amount=4999");
  await page
    .getByRole("button", { name: /^Qinghe[^,]*, 12 / })
    .getByText("¥446.58")
    .waitFor();
  await page.getByRole("button", { name: "Total", exact: true }).click();
  await page
    .getByRole("button", { name: /^Qinghe[^,]*, 12 / })
    .getByText("¥5,358.93")
    .waitFor();
  await expectAccessible(page);

  await go("/rules");
  await page.getByRole("button", { name: "Run all" }).click();
  await page.getByText(/\d+ of \d+ as expected/).waitFor();
  await page.getByText("missing: amount_below_min").first().waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
});
