/** A name of one part, so that nothing a server answers can lead out of the folder. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]*$/;

/** The file in which an address is kept; undefined for what is not part of the status pages. */
export function keptFile(address: string): string | undefined {
  const { pathname, searchParams } = new URL(address, "http://kept");
  const [first, name, ...more] = pathname.slice(1).split("/");
  if (more.length > 0 || (name !== undefined && !NAME.test(name))) return undefined;
  if (first === "assets" && name !== undefined) return `assets/${name}`;
  if (first !== "status") return undefined;
  const folder = searchParams.get("lang") === "en" ? "status/en" : "status";
  if (name === undefined) return `${folder}/index.html`;
  return /\.(rss|atom|json|ics|svg)$/.test(name) ? `${folder}/${name}` : `${folder}/${name}/index.html`;
}

/** Addresses on this server that a page or a style sheet names. */
export const linksIn = (text: string): string[] =>
  [...text.matchAll(/(?:href|src)="(\/[^"]*)"|url\(["']?(\/[^"')]+)/g)].map(([, link, loaded]) => link ?? loaded!);

/** A page whose links to other status pages lead to their files, in the page's own language unless they name another. */
export function withKeptLinks(page: string, address: string): string {
  const own = new URL(address, "http://kept").searchParams.get("lang") ?? "zh-CN";
  return page.replace(/href="(\/status[^"]*)"/g, (whole, link: string) => {
    const to = new URL(link.replaceAll("&amp;", "&"), "http://kept");
    if (!to.searchParams.has("lang")) to.searchParams.set("lang", own);
    const file = keptFile(to.pathname + to.search);
    return file === undefined ? whole : `href="/${file.replace(/index\.html$/, "")}"`;
  });
}
