import type { Feed } from "./entries.ts";
import { escaped, escapedHtml } from "./xml.ts";

/** RSS 2.0. Readers take its titles and descriptions for HTML, so that plain text is written as such. */
export function rss({ title, locale, home, self, updated, entries }: Feed): string {
  const items = entries.map(
    (entry) => `<item>
<title>${escapedHtml(entry.title)}</title>
<link>${escaped(entry.url)}</link>
<guid isPermaLink="false">${escaped(entry.id)}</guid>
<pubDate>${new Date(entry.at).toUTCString()}</pubDate>
<category domain="explanation">${escaped(`${entry.explanation.id}@${entry.explanation.version}`)}</category>
<description>${escapedHtml(entry.text)}</description>
</item>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${escapedHtml(title)}</title>
<link>${escaped(home)}</link>
<description>${escapedHtml(title)}</description>
<language>${locale.toLowerCase()}</language>
<lastBuildDate>${new Date(updated).toUTCString()}</lastBuildDate>
<atom:link href="${escaped(self)}" rel="self" type="application/rss+xml"/>
${items.join("")}</channel></rss>
`;
}
