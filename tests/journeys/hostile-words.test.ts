import { createClient } from "@fenqi/client";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_CART } from "../../apps/demo/src/story/demo-cart.ts";
import { type Demo, openDemo } from "./demo-browser.ts";
import { HOSTILE } from "./hostile-payloads.ts";

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

/** The hundred, a text each of no more than this many characters. */
function textsOf(most: number): string[] {
  const texts: string[] = [];
  for (const payload of HOSTILE) {
    const joined = [texts.at(-1), payload].filter(Boolean).join(" · ");
    if (texts.length > 0 && joined.length <= most) texts[texts.length - 1] = joined;
    else texts.push(payload);
  }
  return texts;
}

/** Points at and focuses everything on the page, in the elements' own trees too; then whether anything ran. */
async function hasRun(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const touch = (root: Document | ShadowRoot) => {
      for (const each of root.querySelectorAll("*")) {
        for (const kind of ["mouseover", "pointerenter", "focusin", "animationstart"])
          each.dispatchEvent(new Event(kind));
        if (each instanceof HTMLElement) each.focus();
        if (each.shadowRoot) touch(each.shadowRoot);
      }
    };
    touch(document);
    return (globalThis as { ran?: number }).ran !== undefined;
  });
}

/** On each page these words stand as words, and none has run. */
async function expectWords(page: Page, paths: readonly string[], words: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(demo.url + path);
    for (const text of words.flatMap((each) => each.split("\n")))
      await page.getByText(text).first().waitFor({ state: "attached" });
    expect([path, await hasRun(page)]).toEqual([path, false]);
  }
}

test("on a page that does not guard itself they do run", async () => {
  const { page, close } = await demo.visit();
  await page.setContent("<img src=x onerror=window.ran=1>");
  await expect.poll(() => hasRun(page)).toBe(true);
  await close();
});

test("an explanation is shown as words and never runs, whatever it says", async () => {
  const client = createClient({ baseUrl: demo.url, key: "sk_test_demo" });
  const texts = textsOf(590);
  const { options, missing } = await client.quote({ cart: DEMO_CART, market: "CN", channel: "web", locale: "zh-CN" });
  const offers = [...options, ...missing].map(({ offer }) => offer);
  expect(offers.length).toBeGreaterThanOrEqual(texts.length);

  const records = [];
  for (const [at, words] of texts.entries()) {
    const told = { "zh-CN": words, en: words };
    const scope = { offer: offers[at]! };
    records.push(
      await client.adjust({ kind: "suspend", cause: "incident", scope, back: { kind: "none" }, explanation: told }),
    );
  }
  const { page, close } = await demo.visit();
  await page.goto(`${demo.url}/p/yuanshan-5`);
  await page.getByRole("button", { name: "立即购买" }).click();
  await expectWords(page, ["/checkout", "/status"], texts);
  await expectWords(page, [`/help?offer=${offers[0]}`, `/demo/checkout?about=${offers[0]}`], texts.slice(0, 1));
  const first = records[0]!.adjustment.id;
  await client.lift(first, { better: { "zh-CN": texts[0]!, en: texts[0]! } });
  await expectWords(page, ["/checkout", "/status", `/status/${first}`], texts.slice(0, 1));
  for (const { adjustment } of records.slice(1)) await client.lift(adjustment.id, {});
  await close();
});

test("a message to the store is shown as words to the agent who reads it and to its writer", async () => {
  const client = createClient({ baseUrl: demo.url, key: "sk_test_demo" });
  const [first, ...others] = textsOf(3_900);
  const { code } = await client.quote({ cart: DEMO_CART, market: "CN", channel: "web", locale: "zh-CN" });
  const asked = { text: first!, locale: "zh-CN", offer: "shibei-12", quote_code: code } as const;
  const opened = await client.openCase(asked);
  for (const text of others) await client.writeCase(opened.id, { text });

  const { page, close } = await demo.visit({ screen: "desk" });
  await expectWords(page, [`/support/case/${opened.token}`], [first!, ...others]);
  await page.goto(`${demo.url}/console/cases/${opened.id}`);
  await page.getByRole("button", { name: "客服" }).click();
  await page.locator(".sidebar").waitFor();
  await expectWords(page, [`/console/cases/${opened.id}`], [first!, ...others]);
  await close();
});

test("a product's name is shown as words and never runs", async () => {
  const quote = (name: string) => ({
    currency: "CNY",
    total: 499_900,
    items: [{ sku: "x", name, category: "phone", tags: [], unit_amount: 499_900, quantity: 1 }],
  });
  const { page, trouble, close } = await demo.visit();
  await page.goto(`${demo.url}/p/yuanshan-5`, { waitUntil: "networkidle" });
  for (const name of HOSTILE.filter((_, at) => at % 10 === 0)) {
    const shown = await page.evaluate(async (cart) => {
      const element = document.createElement("fenqi-checkout");
      element.setAttribute("key", "pk_test_demo");
      element.setAttribute("cart", JSON.stringify(cart));
      document.querySelector("main")!.replaceChildren(element);
      for (let turn = 0; turn < 50 && !element.shadowRoot?.querySelector("form.page .order"); turn++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return element.shadowRoot?.querySelector(".order")?.textContent ?? "";
    }, quote(name));
    expect(shown).toContain(name);
    expect(await page.evaluate(() => (globalThis as { ran?: number }).ran)).toBeUndefined();
  }
  expect(trouble).toEqual([]);
  await close();
});

test("an address that carries script does nothing", async () => {
  const query = new URLSearchParams({ option: HOSTILE[0]!, notice: HOSTILE[20]!, lang: HOSTILE[65]! });
  const { page, trouble, close } = await demo.visit();
  for (const path of ["/", "/checkout", "/compare", "/status", "/demo", "/help"]) {
    await page.goto(`${demo.url}${path}?${query}`);
    expect([path, await hasRun(page)]).toEqual([path, false]);
  }
  expect(trouble).toEqual([]);
  await close();
});

test("a form from another site changes nothing", async () => {
  for (const path of ["/cart/add", "/cart", "/checkout", "/compare?sku=yuanshan-5.turquoise.256", "/demo/play"]) {
    const response = await fetch(demo.url + path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site" },
      body: "product=yuanshan-5&position=1",
      redirect: "manual",
    });
    expect([path, response.status]).toEqual([path, 403]);
  }
});
