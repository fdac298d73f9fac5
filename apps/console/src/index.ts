import { readdirSync, readFileSync } from "node:fs";
import {
  type Asset,
  asset,
  chooseLocale,
  chooseTheme,
  newNonce,
  pageHeaders,
  SHELL_ASSETS,
  SHELL_PATHS,
  serveAssets,
  TOKENS,
} from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import { type ConsoleDocument, consoleDocument, type DemoPeople } from "./document.ts";

const DIST = new URL("../dist/", import.meta.url);

/** What the build left: scripts named by their content, and which of them the first page loads. */
interface First {
  readonly entry: string;
  readonly preload: readonly string[];
}

export interface ConsolePagesOptions {
  /** Who can be signed in as with one click: in demo mode only. */
  readonly demo?: DemoPeople;
  /** Whether people may sign in with their company. */
  readonly company: boolean;
}

/** The console at /console: one document for all its addresses; what it shows comes from the API, by the visitor's own session. */
export async function consolePages(fastify: FastifyInstance, { demo, company }: ConsolePagesOptions): Promise<void> {
  const { entry, preload } = JSON.parse(readFileSync(new URL("first.json", DIST), "utf8")) as First;
  const style = asset("console.css", new URL("console.css", DIST));
  serveAssets(fastify, [...SHELL_ASSETS, TOKENS, style, ...scripts()]);

  const files = {
    styles: [TOKENS.path, style.path],
    script: scriptPath(entry),
    preload: preload.map(scriptPath),
    font: SHELL_PATHS.sans,
    icon: SHELL_PATHS.icon,
  };
  const answer = (document: ConsoleDocument, nonce: string) =>
    consoleDocument({ ...files, ...document, demo, company, nonce });

  for (const url of ["/console", "/console/*"]) {
    fastify.get(url, (request, reply) => {
      const nonce = newNonce();
      const look = { locale: chooseLocale(request, reply), theme: chooseTheme(request, reply) };
      return reply.headers(pageHeaders(nonce)).send(answer(look, nonce));
    });
  }
}

const scriptPath = (file: string): string => `/assets/console/${file}`;

/** The build names its files by content, so that they are served as they are. */
function scripts(): Asset[] {
  return readdirSync(DIST)
    .filter((file) => file.endsWith(".js"))
    .map((file) => ({
      path: scriptPath(file),
      type: "text/javascript; charset=utf-8",
      body: readFileSync(new URL(file, DIST)),
    }));
}
