// npm run pictures: takes the pictures in docs/images from a demo of this moment.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { startServer } from "@fenqi/server";
import { chromium } from "playwright-core";

const folder = path.resolve(import.meta.dirname, "../docs/images");
const checkouts = { "checkout.png": "en", "checkout.zh-CN.png": "zh-CN" } as const;

/** Pages of the console as the guides show them: who looks, and where; `first` opens the list's first row. */
const consoles = [
  { name: "today", role: "approver", path: "/" },
  { name: "adjustment", role: "approver", path: "/adjustments", first: true },
  { name: "offers", role: "operator", path: "/offers" },
  { name: "health", role: "operator", path: "/health?partner=xiqiao&method=wallet_instalments" },
  { name: "quote", role: "support", path: "/quotes", first: true },
  { name: "plan", role: "finance", path: "/plans?state=active", first: true },
  { name: "ledger", role: "finance", path: "/ledger" },
  { name: "cases", role: "support", path: "/cases" },
] as const;

mkdirSync(folder, { recursive: true });
const server = await startServer({
  demo: true,
  demoHistory: true,
  dataDir: null,
  port: 0,
  sandboxPort: 0,
  logLevel: "error",
});
await server.demoBegun;
await historyStands();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  for (const [file, lang] of Object.entries(checkouts)) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1500 } });
    await page.goto(`${server.url}/p/yuanshan-5?lang=${lang}`);
    await page.locator("button[name=then][value=checkout]").click();
    const checkout = page.locator("fenqi-checkout");
    await checkout.locator('input[value="qinghe-12"]').check();
    await checkout.locator("details[open] > summary").last().click();
    // The rows of the chosen way arrive, and the strip fills once.
    await page.waitForTimeout(2_000);
    await page.screenshot({ path: path.join(folder, file), animations: "disabled" });
    await page.close();
    console.log(path.relative(process.cwd(), path.join(folder, file)));
  }
  for (const lang of ["en", "zh-CN"] as const) for (const shown of consoles) await takeConsole(shown, lang);
} finally {
  await browser.close();
  await server.close();
}

async function takeConsole(shown: (typeof consoles)[number], lang: "en" | "zh-CN"): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.url}/console?lang=${lang}`);
  await page.locator(`button[data-role=${shown.role}]`).click();
  await page.locator(".sidebar").waitFor();
  await page.goto(`${server.url}/console${shown.path}`);
  if ("first" in shown) await page.locator("main tbody a").first().click();
  await page.waitForTimeout(2_500);
  const file = `console-${shown.name}${lang === "en" ? "" : ".zh-CN"}.png`;
  await page.screenshot({ path: path.join(folder, file), animations: "disabled" });
  await page.close();
  console.log(path.relative(process.cwd(), path.join(folder, file)));
}

/** The last of the demo's plans stands behind everything else that its history holds. */
async function historyStands(): Promise<void> {
  const last = `${server.url}/v1/plans?order_ref=HT-1028-21049`;
  for (;;) {
    const found = await fetch(last, { headers: { authorization: "Bearer sk_test_demo" } });
    if (((await found.json()) as { readonly items: readonly unknown[] }).items.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
