import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createClient } from "@fenqi/client";
import { type Command, EXIT, type Io, Refused, Usage } from "./command.ts";
import { parseFlags } from "./flags.ts";
import { keptFile, linksIn, withKeptLinks } from "./status-files.ts";

export const status: Command = {
  summary: "write status pages and feeds as files, to serve when all else is down",
  help: `fenqi status export DIR

Writes the status page, every announcement's page and the feeds, in both languages, with what they load, as plain files
below DIR. Any web server can serve that folder at the root of an address; nothing in it asks this server.
Run it after each change, or each minute, to a place that does not fall with this one.

Environment: FENQI_URL (http://127.0.0.1:4180). No key is needed: all of it is public.
`,
  run: async (args, io) => {
    const { positionals } = parseFlags(args, {});
    const [verb, folder, ...more] = positionals;
    if (verb !== "export" || folder === undefined || more.length > 0) throw new Usage("Say export and a folder.");
    const count = await exportStatus(io, folder);
    io.out(`${count} files in ${folder}\n`);
    return EXIT.ok;
  },
};

const LOCALES = ["zh-CN", "en"] as const;
const FEED_FILES = ["feed.rss", "feed.atom", "feed.json", "feed.ics", "badge.svg"];

async function exportStatus(io: Io, folder: string): Promise<number> {
  const origin = (io.env.FENQI_URL ?? "http://127.0.0.1:4180").replace(/\/+$/, "");
  const record = await createClient({ baseUrl: origin, fetch: io.fetch })
    .announcements()
    .catch((cause: unknown) => {
      throw new Refused(`No status from ${origin}: ${(cause as Error).message}`);
    });
  const ids = [...record.in_force, ...record.upcoming, ...record.lifted].map(({ id }) => id);
  const asked = LOCALES.flatMap((locale) => [
    ...["/status", ...ids.map((id) => `/status/${id}`)].map((page) => `${page}?kept=1&lang=${locale}`),
    ...FEED_FILES.map((file) => `/status/${file}?lang=${locale}`),
  ]);
  const done = new Set<string>();
  for (const address of asked) await keep(io, origin, folder, address, done);
  return done.size;
}

/** Writes one file, and whatever it loads that is not written yet. */
async function keep(io: Io, origin: string, folder: string, address: string, done: Set<string>): Promise<void> {
  const file = keptFile(address);
  if (file === undefined || done.has(file)) return;
  done.add(file);
  const answer = await io.fetch(origin + address);
  if (!answer.ok) throw new Refused(`${origin}${address} answered ${answer.status}`);
  const type = answer.headers.get("content-type") ?? "";
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  if (!/^text\/(html|css)/.test(type)) {
    await writeFile(target, new Uint8Array(await answer.arrayBuffer()));
    return;
  }
  const text = await answer.text();
  await writeFile(target, type.startsWith("text/html") ? withKeptLinks(text, address) : text);
  for (const link of linksIn(text)) if (link.startsWith("/assets/")) await keep(io, origin, folder, link, done);
}
