import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { type RunningServer, startServer } from "@fenqi/server";
import { type Browser, chromium, type Page } from "playwright-core";
import { rolldown } from "rolldown";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packAll } from "../../scripts/pack.ts";
import { endGroup, freePort, plainEnvironment, start } from "./clone.ts";

let demo: RunningServer;
let browser: Browser;

beforeAll(async () => {
  demo = await startServer({ demo: true, dataDir: null, port: 0, sandboxPort: 0, logLevel: "error" });
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
    await expect.poll(() => page.locator("body").textContent()).toMatch(/Send to your server: qinghe-12, \S{24}…/);
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

describe("the packed client", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-packed-"));
  const root = process.cwd();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a program there as somebody would who has only the tarball; what it said. */
  const run = async (command: string, args: readonly string[]): Promise<string> => {
    const ran = start(command, args, folder, plainEnvironment({ FENQI_URL: demo.url }));
    if ((await ran.ended) !== 0) throw new Error(ran.said());
    return ran.said();
  };
  const check = () => run(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", "."]);

  test("installs from its tarball alone, offline, with nothing beside it", async () => {
    const { client } = await packAll(path.join(folder, "packed"));
    writeFileSync(path.join(folder, "package.json"), '{ "private": true, "type": "module" }');
    await run("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", client]);
    expect(readdirSync(path.join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["@fenqi"]);
    expect(readdirSync(path.join(folder, "node_modules/@fenqi"))).toEqual(["client"]);
    for (const sample of ["esm-script", "strict-typescript", "worker"]) {
      cpSync(`examples/packed/${sample}`, folder, { recursive: true });
    }
  });

  test("is imported by a script: ways, what is missing, what is refused", async () => {
    const said = await run(process.execPath, ["ways.mjs"]);
    expect(said).toMatch(/^qinghe-12: 5358\.93, 13\.03\d{4} % a year$/m);
    expect(said).toContain("refused: unknown_option (422)");
  });

  test("is type-checked strictly, its own types too, and makes a plan", { timeout: 60_000 }, async () => {
    await check();
    const said = await run(process.execPath, ["out/plan.js"]);
    expect(said).toMatch(/^\S+-12 \d{6} \d+\.\d{6}\nplan_\w+ accepted\nrefused: (wrong_state|over_outstanding)\n/);
    expect(said).toMatch(/first row \d+, statement true/);
    const wrong = 'import { createClient } from "@fenqi/client";\ncreateClient({ baseUrl: "" }).plan(1);\n';
    writeFileSync(path.join(folder, "plan.ts"), wrong);
    await expect(check()).rejects.toThrow("TS2345");
  });

  test("is bundled for a worker without Node, quotes there and checks webhooks", async () => {
    const bundle = await rolldown({ input: path.join(folder, "worker.js"), platform: "neutral" });
    const { output } = await bundle.write({
      file: path.join(folder, "bundled/worker.js"),
      format: "esm",
      minify: true,
    });
    await bundle.close();
    expect(output[0].imports).toEqual([]);
    expect(output[0].code).not.toMatch(/node:|require\(|process\./);
    const { default: worker } = await import(path.join(folder, "bundled/worker.js"));
    const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const env = { FENQI_URL: demo.url, FENQI_KEY: "sk_test_demo", WEBHOOK_SECRET: secret };
    const post = (at: string, body: string, headers = {}): Promise<Response> =>
      worker.fetch(new Request(`https://shop.example${at}`, { method: "POST", body, headers }), env);
    const item = { sku: "h1", name: "手机", category: "phone", tags: [], unit_amount: 499_900, quantity: 1 };
    const quoted = await post("/quote", JSON.stringify({ currency: "CNY", total: 499_900, items: [item] }));
    expect((await quoted.json()).ways).toContainEqual({ id: "qinghe-12", total: 535_893 });
    const refused = await post("/quote", JSON.stringify({ currency: "CNY", total: 1, items: [item] }));
    expect([refused.status, await refused.json()]).toEqual([422, { code: "total_mismatch" }]);

    const event = JSON.stringify({ id: "evt_1", type: "plan.created", subject: "plan_1", sequence: 1, data: {} });
    const signed = {
      "webhook-id": "evt_1",
      "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
      "webhook-signature": new Webhook(secret).sign("evt_1", new Date(), event),
    };
    expect(await (await post("/webhook", event, signed)).json()).toEqual({ heard: "plan.created plan_1" });
    expect((await post("/webhook", event.replace("plan_1", "plan_2"), signed)).status).toBe(400);
  });
});
