// npm run pictures: takes the pictures in docs/images from a demo of this moment.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { startServer } from "@fenqi/server";
import { chromium } from "playwright-core";

const folder = path.resolve(import.meta.dirname, "../docs/images");
const pictures = { "checkout.png": "en", "checkout.zh-CN.png": "zh-CN" } as const;

mkdirSync(folder, { recursive: true });
const server = await startServer({ demo: true, dataDir: null, port: 0, logLevel: "error" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  for (const [file, lang] of Object.entries(pictures)) {
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
} finally {
  await browser.close();
  await server.close();
}
