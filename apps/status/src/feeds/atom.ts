import type { Feed } from "./entries.ts";
import { escaped } from "./xml.ts";

/** Atom (RFC 4287), all text constructs of type `text`. */
export function atom({ title, locale, home, self, updated, entries }: Feed): string {
  const items = entries.map(
    (entry) => `<entry>
<id>${escaped(entry.id)}</id>
<title type="text">${escaped(entry.title)}</title>
<link rel="alternate" href="${escaped(entry.url)}"/>
<published>${entry.at}</published>
<updated>${entry.at}</updated>
<category scheme="explanation" term="${escaped(`${entry.explanation.id}@${entry.explanation.version}`)}"/>
<content type="text">${escaped(entry.text)}</content>
</entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
<id>${escaped(self)}</id>
<title type="text">${escaped(title)}</title>
<updated>${updated}</updated>
<author><name>${escaped(title)}</name></author>
<link rel="alternate" href="${escaped(home)}"/>
<link rel="self" href="${escaped(self)}"/>
${items.join("")}</feed>
`;
}
