// npm run test:axe: axe over every page and state, in both languages and themes, narrow and wide; and nothing runs off the side.
import { parseArgs } from "node:util";
import { startServer } from "@fenqi/server";
import { type Browser, chromium } from "playwright-core";
import { findingsOf, sidewaysOf } from "./look.ts";
import { PLACES, type Place } from "./places.ts";

const { values } = parseArgs({
  options: {
    lang: { type: "string", multiple: true, default: ["zh-CN", "en"] },
    theme: { type: "string", multiple: true, default: ["light", "dark"] },
    width: { type: "string", multiple: true, default: ["360", "1440"] },
    only: { type: "string", default: "" },
  },
});

interface Look {
  readonly lang: string;
  readonly theme: string;
  readonly width: number;
}

const looks: readonly Look[] = values.lang.flatMap((lang) =>
  values.theme.flatMap((theme) => values.width.map((width) => ({ lang, theme, width: Number(width) }))),
);
const places = PLACES.filter(({ name }) => name.includes(values.only));
/** Until skeletons have given way and what moves has come to rest. */
const PATIENCE_MS = 60_000;
const REST_MS = 400;

const server = await startServer({ demo: true, dataDir: null, port: 0, sandboxPort: 0, logLevel: "silent" });
await server.demoBegun;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const found: string[] = [];
try {
  const rows = new Map<string, number[]>(places.map(({ name }) => [name, []]));
  for (const look of looks) {
    for (const [name, findings] of await lookAtAll(browser, look)) {
      rows.get(name)!.push(findings.length);
      for (const finding of findings) found.push(`${name} · ${titleOf(look)}\n    ${finding}`);
    }
  }
  console.log(`${"".padEnd(62)}${looks.map((look) => titleOf(look).padStart(19)).join("")}`);
  for (const [name, counts] of rows) {
    console.log(`${name.slice(0, 61).padEnd(62)}${counts.map((count) => String(count || "·").padStart(19)).join("")}`);
  }
  for (const finding of found) console.log(finding);
  console.log(`${places.length} screens × ${looks.length} looks: ${found.length} findings`);
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = found.length === 0 ? 0 : 1;

function titleOf({ lang, theme, width }: Look): string {
  return `${lang} ${theme} ${width}`;
}

/** Visits every place as one visitor; what cannot be reached is a finding too. */
async function lookAtAll(browser: Browser, { lang, theme, width }: Look): Promise<Map<string, string[]>> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme as "light" | "dark",
    reducedMotion: "reduce",
  });
  await context.addCookies([
    { name: "fenqi_lang", value: lang, url: server.url },
    { name: "fenqi_theme", value: theme, url: server.url },
  ]);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${server.url}/console`);
  await page.locator("button[data-role=admin]").click();
  await page.locator(".sidebar").waitFor();
  const found = new Map<string, string[]>();
  for (const place of places) found.set(place.name, await lookAt(place));
  await context.close();
  return found;

  async function lookAt({ reach }: Place): Promise<string[]> {
    try {
      await reach(page, server.url);
      await page.locator("h1, body > *").first().waitFor({ state: "attached" });
      await page.locator(".skeleton").first().waitFor({ state: "detached" });
      await page.waitForTimeout(REST_MS);
      const over = await sidewaysOf(page);
      return [...(await findingsOf(page)), ...(over > 0 ? [`runs ${over} px off the side`] : [])];
    } catch (error) {
      return [`not reached: ${String(error).split("\n", 1)[0]}`];
    }
  }
}
