import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { type RunningServer, startServer } from "@fenqi/server";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endGroup, freePort, plainEnvironment, start } from "./clone.ts";

let demo: RunningServer;
let browser: Browser;

beforeAll(async () => {
  demo = await startServer({ demo: true, dataDir: null, port: 0, logLevel: "error" });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
});

afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

/** Chooses twelve instalments, reads the cost table for as long as the rule asks, and confirms. */
async function confirmTwelve(page: Page): Promise<void> {
  const checkout = page.locator("fenqi-checkout");
  await checkout.locator('input[value="qinghe-12"]').check();
  await checkout.locator("button.main").first().click();
  const review = page.getByRole("dialog");
  await review.getByRole("checkbox").check();
  await review.locator("button.main").click({ timeout: 30_000 });
}

test("the plain page shows every way, and hears what is confirmed", async () => {
  const html = readFileSync("examples/plain-page/index.html", "utf8").replaceAll("http://127.0.0.1:4180", demo.url);
  const shop = createServer((_, response) => response.setHeader("content-type", "text/html; charset=utf-8").end(html));
  const port = await freePort();
  await new Promise<void>((resolve) => shop.listen(port, "127.0.0.1", resolve));
  try {
    const page = await browser.newPage();
    const trouble: string[] = [];
    page.on("pageerror", ({ message }) => trouble.push(message));
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.locator("fenqi-checkout").getByText("¥5,358.93").first().waitFor();
    await confirmTwelve(page);
    await expect.poll(() => page.locator("#chosen").textContent()).toMatch(/^Send to your server: qinghe-12 \S{100,}/);
    expect(trouble).toEqual([]);
  } finally {
    shop.closeAllConnections();
    shop.close();
  }
});

test("the Node shop draws the quote into its page, and reads the order back from the token", async () => {
  const port = await freePort();
  const env = plainEnvironment({ FENQI_URL: demo.url, PORT: String(port) });
  const shop = start(process.execPath, ["examples/node-shop/shop.ts"], process.cwd(), env);
  try {
    await expect.poll(() => shop.said(), { timeout: 20_000 }).toContain(`http://127.0.0.1:${port}`);
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await confirmTwelve(page);
    await page.getByRole("heading", { name: "qinghe-12" }).waitFor();
    const rows = await page.getByRole("listitem").allTextContents();
    expect(rows).toHaveLength(12);
    expect(rows[0]).toMatch(/^\d{4}-\d\d-\d\d: 446\.58 CNY$/);

    const forged = await fetch(`http://127.0.0.1:${port}/order`, { method: "POST", body: "token=x&option=qinghe-12" });
    expect([forged.status, await forged.text()]).toEqual([422, "token_invalid"]);
  } finally {
    endGroup(shop);
  }
});
