import { createClient } from "@fenqi/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, openDemo } from "./demo-browser.ts";

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const HOSTILE = [
  "<script>window.ran=1</script>",
  "<img src=x onerror=window.ran=1>",
  '"><svg onload=window.ran=1>',
  "</script><script>window.ran=1</script>",
  "<style>body{display:none}</style>",
  "<template shadowrootmode=open><script>window.ran=1</script></template>",
  "{{constructor.constructor('window.ran=1')()}}",
  "javascript:window.ran=1",
];

test("an explanation is shown as words and never runs, whatever it says", async () => {
  const client = createClient({ baseUrl: demo.url, key: "sk_test_demo" });
  const words = HOSTILE.join(" · ");
  const record = await client.adjust({
    kind: "suspend",
    cause: "incident",
    scope: { offer: "qinghe-12" },
    back: { kind: "none" },
    explanation: { "zh-CN": words, en: words },
  });
  const { page, close } = await demo.visit();
  const expectWords = async (paths: readonly string[]) => {
    for (const path of paths) {
      await page.goto(demo.url + path, { waitUntil: "networkidle" });
      expect(await page.evaluate(() => (globalThis as { ran?: number }).ran)).toBeUndefined();
      expect([path, await page.getByText(words, { exact: false }).first().isVisible()]).toEqual([path, true]);
    }
  };
  await page.goto(`${demo.url}/p/yuanshan-5`);
  await page.getByRole("button", { name: "立即购买" }).click();
  await expectWords(["/checkout", "/status", "/help?offer=qinghe-12", "/demo/checkout?about=qinghe-12"]);
  await client.lift(record.adjustment.id, { better: { "zh-CN": words, en: words } });
  await expectWords(["/checkout", "/status"]);
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
  for (const name of HOSTILE) {
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

test.each([
  "?option=%22%3E%3Cscript%3Ewindow.ran=1%3C/script%3E",
  "?notice=%3Cimg%20src=x%20onerror=window.ran=1%3E",
  "?lang=%3Cscript%3E",
])("an address with %s does nothing", async (query) => {
  const { page, trouble, close } = await demo.visit();
  for (const path of ["/", "/checkout", "/compare", "/status", "/demo", "/help"]) {
    await page.goto(demo.url + path + query);
    expect(await page.evaluate(() => (globalThis as { ran?: number }).ran)).toBeUndefined();
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
