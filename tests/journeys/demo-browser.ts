import { type RunningServer, type StartOptions, startServer } from "@fenqi/server";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { findingsOf, sidewaysOf } from "../axe/look.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A server in memory, of the demo unless told otherwise, and a browser beside it. */
export interface Demo {
  readonly url: string;
  readonly server: RunningServer;
  /** A fresh visitor; `phone` is 360 × 780. Anything that a page asks of another host fails the journey. */
  visit(options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly screen?: "phone" | "desk";
  readonly script?: boolean;
  readonly theme?: "light" | "dark";
  readonly lang?: "zh-CN" | "en";
}

export interface Visit {
  readonly page: Page;
  /** What went wrong in the page: errors, refused styles and scripts, requests to elsewhere. */
  readonly trouble: string[];
  close(): Promise<void>;
}

export async function openDemo(options: StartOptions = {}): Promise<Demo> {
  const server = await startServer({
    demo: true,
    dataDir: null,
    port: 0,
    sandboxPort: 0,
    logLevel: "error",
    ...options,
  });
  await server.demoBegun;
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return {
    url: server.url,
    server,
    visit: (options = {}) => newVisit(browser, server.url, options),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

async function newVisit(browser: Browser, url: string, options: VisitOptions): Promise<Visit> {
  const { screen = "phone", script = true, theme = "light", lang = "zh-CN" } = options;
  const context: BrowserContext = await browser.newContext({
    viewport: screen === "phone" ? { width: 360, height: 780 } : { width: 1280, height: 900 },
    javaScriptEnabled: script,
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  await context.addCookies([{ name: "fenqi_lang", value: lang, url }]);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) trouble.push(`asked ${request.url()}`);
  });
  return { page, trouble, close: () => context.close() };
}

/** Fails with what axe finds, in the page and in the elements' own trees. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await findingsOf(page)).toEqual([]);
}

/** Nothing runs off the side of the screen. */
export async function expectNoSideways(page: Page): Promise<void> {
  expect(await sidewaysOf(page)).toBeLessThanOrEqual(0);
}
