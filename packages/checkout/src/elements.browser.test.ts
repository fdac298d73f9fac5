import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildElements } from "../build.ts";
import { cart, fixtureComparison, fixtureQuote } from "./fixture/quote.ts";
import { type FixtureServer, fixtureServer, page as whole } from "./fixture/server.ts";
import { renderCheckout, renderComparePage, renderMessage, renderReviewPage } from "./server.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SETTING = { store: "禾田商城", helpHours: "9:00–21:00", replyHours: "2", nonce: "fixture" } as const;

let browser: Browser;
let server: FixtureServer;

beforeAll(async () => {
  await buildElements();
  server = await fixtureServer();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(() => {
  server.answer = (locale) => fixtureQuote(locale, false);
  server.sent.length = 0;
  server.asked.length = 0;
});

/** The element as a plain page writes it. */
const plain = (locale: "zh-CN" | "en", name = "fenqi-checkout", more = "") =>
  `<${name} key="pk_test_demo" locale="${locale}" ${more}><script type="application/json">${JSON.stringify({ cart })}</script></${name}>`;

/** Opens a page; everything that the browser complains of is kept. */
async function open(body: string, options: BrowserContextOptions & { locale?: "zh-CN" | "en" } = {}) {
  const { locale = "zh-CN", ...rest } = options;
  server.pages.set("/page", whole(body, locale));
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...rest });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${server.url}/page`);
  return { page, complaints, close: () => context.close() };
}

/** The focused element inside ours. */
const focused = (page: Page) => page.evaluateHandle(() => document.activeElement?.shadowRoot?.activeElement);

const radio = (page: Page, option: string) => page.locator(`fenqi-checkout input[value="${option}"]`);

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(
          context: unknown,
          options: unknown,
        ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await checker.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: { "page-has-heading-one": { enabled: false }, region: { enabled: false } },
    });
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${JSON.stringify(node.target)} ${node.failureSummary}`).join("; ")}`,
    );
  });
}

describe("choosing", () => {
  test("no option is preselected; arrows move between ways, and Tab goes on to the missing ones", async () => {
    const { page, complaints, close } = await open(plain("zh-CN"));
    await radio(page, "card-full").waitFor();
    expect(await page.locator("fenqi-checkout input:checked").count()).toBe(0);
    await radio(page, "card-full").focus();
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("fenqi-checkout input:checked").getAttribute("value")).toBe("yunshan-12");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.getByText("13.03%（单利），复利 13.84%").waitFor();
    const reached: string[] = [];
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press("Tab");
      reached.push(
        await page.evaluate(
          () => (document.activeElement?.shadowRoot?.activeElement as HTMLButtonElement | null)?.name ?? "",
        ),
      );
    }
    expect(reached).toContain("use");
    expect(reached).toContain("notify");
    expect(reached).toContain("ask");
    expect(complaints).toEqual([]);
    await close();
  });

  test("one quote without rows is asked; the rows come with the choice", async () => {
    const { page, close } = await open(plain("en"), { locale: "en" });
    await radio(page, "qinghe-12").check();
    await page.locator("fenqi-checkout dd", { hasText: "9 × ¥446.58, then 3 × ¥446.57" }).waitFor();
    await page.locator("fenqi-checkout .plan summary").click();
    expect(await page.locator("fenqi-checkout .plan tbody tr").count()).toBe(12);
    expect(server.asked.map(({ path }) => path)).toEqual(["/v1/quotes", "/v1/quotes/option"]);
    await close();
  });

  test("the strip is exact: width by amount, principal by its share, twelve payments", async () => {
    const { page, close } = await open(plain("zh-CN"));
    await radio(page, "qinghe-6").check();
    await page.locator("fenqi-checkout .strip .p").first().waitFor();
    const widths = await page
      .locator("fenqi-checkout .strip > svg")
      .evaluateAll((parts) => parts.map((part) => part.getAttribute("width")));
    // Six of 864.83 and what is left to the dearest way's 5,358.93.
    expect(widths).toEqual([...Array(4).fill("16.1381%"), ...Array(2).fill("16.1379%"), "3.1717%"]);
    const principal = await page.locator("fenqi-checkout .strip .p").first().getAttribute("width");
    expect(principal).toBe("96.3392%");
    await close();
  });

  test("one tap takes the alternative and focuses its row", async () => {
    const { page, close } = await open(plain("zh-CN"));
    await page.getByRole("button", { name: /同为 12 期：云杉银行信用卡/ }).click();
    await expect.poll(() => radio(page, "yunshan-12").isChecked()).toBe(true);
    expect(await (await focused(page)).evaluate((element) => element?.getAttribute("value"))).toBe("yunshan-12");
    await close();
  });

  test("what is asked of the page leaves the element as events", async () => {
    const { page, close } = await open(plain("zh-CN"));
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      for (const name of ["fenqi-select", "fenqi-notify", "fenqi-help"])
        addEventListener(name, (event) => heard.push([name, (event as CustomEvent).detail]));
    });
    await radio(page, "qinghe-6").check();
    await page.getByRole("button", { name: "恢复后通知我" }).first().click();
    await page.getByRole("button", { name: "还有疑问" }).first().click();
    expect(await page.evaluate(() => (globalThis as unknown as { heard: unknown }).heard)).toEqual([
      ["fenqi-select", { option: "qinghe-6" }],
      ["fenqi-notify", { offers: ["shibei-3", "shibei-6", "shibei-12"] }],
      ["fenqi-help", { offer: "shibei-12" }],
    ]);
    await close();
  });
});

describe("when things change", () => {
  const without = (locale: "zh-CN" | "en", id: string) => {
    const quote = fixtureQuote(locale, false);
    return { ...quote, catalogue_version: "next", options: quote.options.filter((option) => option.id !== id) };
  };
  const refresh = (page: Page) =>
    page.evaluate(() =>
      (document.querySelector("fenqi-checkout") as unknown as { refresh(): Promise<void> }).refresh(),
    );

  test("a choice that is gone is said at once, and nothing is chosen in its place", async () => {
    const { page, close } = await open(plain("zh-CN"));
    await radio(page, "qinghe-12").check();
    server.answer = (locale) => without(locale, "qinghe-12");
    await refresh(page);
    await expect
      .poll(() => page.getByRole("alert").textContent())
      .toBe("您选的方案刚刚暂停，未下单、未扣款，请重新选择");
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute("role"))).toBe(
      "alert",
    );
    expect(await page.locator("fenqi-checkout input:checked").count()).toBe(0);
    await close();
  });

  test("a choice that still stands is kept, and the change is said politely", async () => {
    const { page, close } = await open(plain("en"), { locale: "en" });
    await radio(page, "qinghe-12").check();
    server.answer = (locale) => without(locale, "qinghe-6");
    await refresh(page);
    expect(await radio(page, "qinghe-12").isChecked()).toBe(true);
    await expect
      .poll(() => page.locator("fenqi-checkout [role=status]").textContent())
      .toBe("Ways to pay updated at 10:28");
    await close();
  });

  test("no answer: what still works is said, and asking again works", async () => {
    server.answer = () => 503;
    const { page, close } = await open(plain("en"), { locale: "en" });
    await page.getByRole("alert").getByText("Plans didn't load. Full payment and cards still work").waitFor();
    server.answer = (locale) => fixtureQuote(locale, false);
    await page.getByRole("button", { name: "Try again" }).click();
    await radio(page, "qinghe-12").waitFor();
    await close();
  });

  test("where nothing is offered it says so, and has no button that could do nothing", async () => {
    server.answer = (locale) => ({ ...fixtureQuote(locale, false), options: [], missing: [] });
    const { page, complaints, close } = await open(plain("zh-CN"));
    await page.getByText("这里没有可用于此订单的方案").waitFor();
    expect(await page.locator("fenqi-checkout button.main").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test("what is back on the same terms is said once", async () => {
    const quote = fixtureQuote("zh-CN", false);
    const lift = { id: "a", kind: "lift", cause: "maintenance" } as const;
    const told = (explanation: { id: string; version: number; text: string }) =>
      quote.options.map((option) => ({
        ...option,
        adjustments: option.id === "qinghe-12" ? [{ ...lift, explanation }] : [],
      }));
    const says = async (explanation: Parameters<typeof told>[0]) => {
      server.answer = () => ({ ...quote, options: told(explanation) });
      const { page, close } = await open(plain("zh-CN"));
      const text = await page.locator("fenqi-checkout .notice.good").textContent();
      await close();
      return text?.trim();
    };
    expect(await says({ id: "restored", version: 1, text: "已恢复，条件不变" })).toBe(
      "青禾消费金融 12 期已恢复，条件不变",
    );
    expect(await says({ id: "a.why", version: 1, text: "连接更快了" })).toContain("连接更快了");
  });

  test("an answer lost later leaves the quote standing with its time", async () => {
    const { page, close } = await open(plain("zh-CN"));
    await radio(page, "qinghe-12").waitFor();
    server.answer = () => 503;
    await refresh(page);
    await page.getByText("10:28 的报价，提交前再次确认").waitFor();
    expect(await radio(page, "qinghe-12").count()).toBe(1);
    await close();
  });
});

describe("review", () => {
  test("confirms only after the reading time and with consent, then tells the page", async () => {
    const { page, complaints, close } = await open(plain("zh-CN"));
    await page.evaluate(() =>
      addEventListener("fenqi-confirm", (event) =>
        Object.assign(globalThis, { confirmed: (event as CustomEvent).detail }),
      ),
    );
    await radio(page, "qinghe-12").check();
    await page.locator("fenqi-checkout .plan").waitFor();
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole("button", { name: "确认分 12 期，首期 ¥446.58" }).click();
    const sheet = page.getByRole("dialog", { name: "确认分期" });
    await sheet.getByText("综合融资成本明示表").waitFor();
    expect(await sheet.locator(".costs tfoot").textContent()).toContain("¥359.93");
    const button = sheet.locator(".main");
    await page.clock.runFor(6_000);
    expect(await button.textContent()).toBe("4 秒后可确认分 12 期，首期 ¥446.58");
    expect(await button.isDisabled()).toBe(true);
    expect(await sheet.locator(".seconds .done").count()).toBe(6);
    await page.clock.runFor(4_000);
    expect(await button.isDisabled()).toBe(false);
    await button.click();
    expect(await sheet.isVisible()).toBe(true);
    await sheet.getByRole("checkbox").check();
    await button.click();
    await sheet.waitFor({ state: "detached" });
    expect(await page.evaluate(() => (globalThis as unknown as { confirmed: unknown }).confirmed)).toEqual({
      token: "fixture-token",
      option: "qinghe-12",
      read_seconds: 10,
    });
    expect(complaints).toEqual([]);
    await close();
  });

  test("Escape leaves everything as it was, and focus returns", async () => {
    const { page, close } = await open(plain("zh-CN"));
    await radio(page, "qinghe-12").check();
    await page.getByRole("button", { name: /^确认分/ }).click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await (await focused(page)).evaluate((element) => element?.getAttribute("name"))).toBe("step");
    await close();
  });
});

describe("compare", () => {
  test("answers rent or buy, asks again for another length, and gives back what is picked", async () => {
    const { page, complaints, close } = await open(plain("zh-CN", "fenqi-message"), {
      viewport: { width: 1280, height: 900 },
    });
    await page.getByText("12 期免息，每期 ¥416.58").waitFor();
    await page.getByRole("button", { name: "比较付款方式" }).click();
    const sheet = page.getByRole("dialog", { name: "用 18 个月，买比租少花 ¥2,003.00" });
    await sheet.waitFor();
    expect(await sheet.getByText("最低").count()).toBe(2);
    await page.getByRole("dialog").getByRole("radio", { name: "24" }).check();
    await page.getByRole("dialog", { name: "用 24 个月，买比租少花 ¥3,737.00" }).waitFor();
    await page.getByRole("dialog").getByLabel("到时转卖估价").fill("1,000.00");
    await page.keyboard.press("Tab");
    await page.getByText("按转卖估价 ¥1,000.00 计算").waitFor();
    expect(server.asked.at(-1)).toEqual({
      path: "/v1/quotes/compare",
      body: { token: "fixture-token", months: 24, resale: 100000 },
    });
    await page.evaluate(() =>
      addEventListener("fenqi-select", (event) => Object.assign(globalThis, { picked: (event as CustomEvent).detail })),
    );
    await page.getByRole("button", { name: "选这个: 12 期免息" }).click();
    await expect
      .poll(() => page.evaluate(() => (globalThis as unknown as { picked: unknown }).picked))
      .toEqual({ option: "yunshan-12" });
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("without a script", () => {
  const quote = fixtureQuote("zh-CN", false);

  test("the form is whole: a choice and a button, an alternative by one tap", async () => {
    const { page, complaints, close } = await open(
      renderCheckout({ ...SETTING, quote, locale: "zh-CN", action: "/pay", cart }),
      { javaScriptEnabled: false },
    );
    await page.locator("input[value=qinghe-12]").check();
    await page.locator("button[value=review]").click();
    await page.getByText("Done").waitFor();
    await page.goBack();
    await page.locator("button[name=use]").first().click();
    await page.getByText("Done").waitFor();
    const sent = server.sent.map((body) => Object.fromEntries(new URLSearchParams(body)));
    expect(sent).toEqual([
      { token: "fixture-token", option: "qinghe-12", step: "review" },
      expect.objectContaining({ token: "fixture-token", use: "yunshan-12" }),
    ]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("review and compare are pages with the same words", async () => {
    const option = fixtureQuote("en").options.find(({ id }) => id === "qinghe-12");
    if (!option) throw new Error("the fixture has it");
    const review = renderReviewPage({ ...SETTING, quote, option, locale: "en", action: "/pay" });
    const compare = renderComparePage({
      ...SETTING,
      quote,
      comparison: fixtureComparison("en"),
      locale: "en",
      action: "/compare",
    });
    const { page, complaints, close } = await open(review + compare, { javaScriptEnabled: false, locale: "en" });
    await page.getByText("Comprehensive financing cost").first().waitFor();
    await page.getByText("Over 18 months, buying costs ¥2,003.00 less than renting").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("taken over from the server's drawing", () => {
  test.each([360, 1280])("nothing moves at %d px", async (width) => {
    const option = fixtureQuote("zh-CN").options.find(({ id }) => id === "qinghe-12");
    if (!option) throw new Error("the fixture has it");
    const quote = fixtureQuote("zh-CN", false);
    const body = renderCheckout({
      ...SETTING,
      quote,
      locale: "zh-CN",
      action: "/pay",
      cart,
      selected: option.id,
      detail: option,
    });
    const message = renderMessage({ ...SETTING, quote, locale: "zh-CN", cart, href: "/compare" });
    server.pages.set("/still", whole(`${message}${body}`));
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      let shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shift += (entry as unknown as { value: number }).value;
        Object.assign(globalThis, { shift });
      }).observe({ type: "layout-shift", buffered: true });
      Object.assign(globalThis, { shift });
    });
    await page.goto(`${server.url}/still`);
    await page.waitForFunction(
      () => document.querySelector("fenqi-checkout")?.shadowRoot?.querySelector("style") === null,
    );
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBe(0);
    expect(await radio(page, "qinghe-12").isChecked()).toBe(true);
    await context.close();
  });
});

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  test.each(["light", "dark"] as const)("axe finds nothing, %s", async (colorScheme) => {
    const { page, close } = await open(plain(locale) + plain(locale, "fenqi-message"), {
      locale,
      colorScheme,
      reducedMotion: "reduce",
    });
    await radio(page, "qinghe-12").check();
    await page.locator("fenqi-checkout .plan summary").click();
    await page.locator("fenqi-checkout .fold summary").click();
    await page.locator("fenqi-checkout .plan tbody tr").first().waitFor();
    expect(await axe(page)).toEqual([]);
    await page.locator("fenqi-checkout .main").click();
    await page.getByRole("dialog").locator(".costs").first().waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("fenqi-message .act").click();
    await page.getByRole("dialog").locator(".chart").waitFor();
    expect(await axe(page)).toEqual([]);
    await close();
  });

  test.each([360, 720])("no words of a way stand upon its total at %d px", async (width) => {
    const { page, close } = await open(plain(locale), { locale, viewport: { width, height: 740 } });
    const rows = page.locator(".row:has(.t)");
    await rows.first().waitFor();
    const upon = await rows.evaluateAll((all) => {
      const linesOf = (row: Element, part: string) => {
        const range = document.createRange();
        range.selectNodeContents(row.querySelector(part)!);
        return [...range.getClientRects()];
      };
      return all.flatMap((row) => {
        const totals = linesOf(row, ".t");
        const over = linesOf(row, ".a").some((a) =>
          totals.some(
            (t) => a.right > t.left + 1 && t.right > a.left + 1 && a.bottom > t.top + 1 && t.bottom > a.top + 1,
          ),
        );
        return over ? [row.textContent] : [];
      });
    });
    expect(await rows.count()).toBeGreaterThan(3);
    expect(upon).toEqual([]);
    await close();
  });

  test("in columns a first payment in another year is shown whole, and a last one that differs has a line of its own", async () => {
    const runs = [
      { count: 11, amount: 19_996 },
      { count: 1, amount: 2_519_496 },
    ];
    server.answer = (locale) => {
      const quote = fixtureQuote(locale, false);
      return {
        ...quote,
        options: quote.options.map((option) =>
          option.first_due_on ? { ...option, first_due_on: "2027-12-27", ...(option.lease ? {} : { runs }) } : option,
        ),
      };
    };
    const { page, close } = await open(plain(locale), { locale, viewport: { width: 1280, height: 900 } });
    const dates = page.locator(".due .dt:not(:empty)");
    await dates.first().waitFor();
    const off = await dates.evaluateAll((all) =>
      all.flatMap((date) => {
        const { left, right } = date.getBoundingClientRect();
        const card = date.closest(".card")!.getBoundingClientRect();
        const rate = date.closest(".row")!.querySelector(".rate")?.getBoundingClientRect().right ?? 0;
        return right > card.right || left < rate ? [date.textContent] : [];
      }),
    );
    expect(await dates.count()).toBeGreaterThan(3);
    expect(off).toEqual([]);
    const upon = await page.locator(".often").evaluateAll(
      (all) =>
        all.filter((last) => {
          const name = document.createRange();
          name.selectNodeContents(last.closest(".row")!.querySelector(".a")!);
          return [...name.getClientRects()].some(({ bottom }) => bottom > last.getBoundingClientRect().top + 2);
        }).length,
    );
    expect(await page.locator(".often").count()).toBeGreaterThan(2);
    expect(upon).toBe(0);
    await close();
  });

  test("at 320 px nothing runs off the side, in the list and in the sheets", async () => {
    const { page, close } = await open(plain(locale) + plain(locale, "fenqi-message"), {
      locale,
      viewport: { width: 320, height: 640 },
    });
    await radio(page, "qinghe-12").check();
    await page.locator("fenqi-checkout .plan summary").click();
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await wide()).toBe(320);
    await page.locator("fenqi-message .act").click();
    await page.getByRole("dialog").locator(".chart").waitFor();
    expect(await wide()).toBe(320);
    expect(await page.getByRole("dialog").evaluate((dialog) => dialog.scrollWidth)).toBeLessThanOrEqual(320);
    await close();
  });
});
