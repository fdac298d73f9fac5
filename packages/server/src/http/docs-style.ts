/** Light and dark, from the product's colours; readable on a phone. */
export const DOCS_STYLE = `:root{color-scheme:light dark;--ground:#f8fafa;--card:#fff;--ink:#121d1d;--soft:#495556;--line:#d5dcdc;--action:#11644c;--info:#225693;--danger:#b33022;--code:#eef3f2}
@media (prefers-color-scheme:dark){:root{--ground:#0b1212;--card:#131b1b;--ink:#ebf0ef;--soft:#a6b0b0;--line:#2a3535;--action:#6fd5b0;--info:#97c1f7;--danger:#fa9484;--code:#1b2626}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;display:grid;grid-template-columns:17rem minmax(0,1fr)}
a{color:var(--action);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,pre:focus-visible{outline:3px solid var(--info);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem;border-right:1px solid var(--line);font-size:.875rem}
nav .brand{font-weight:700;font-size:1.125rem;color:var(--ink);text-decoration:none}
nav h2{font-size:.8125rem;color:var(--soft);margin:1.25rem 0 .25rem;font-weight:600}
nav ul{list-style:none;margin:0;padding:0}
nav li a{display:block;padding:.2rem 0;color:var(--ink);text-decoration:none;overflow-wrap:anywhere}
nav li a:hover{color:var(--action)}
main{max-width:60rem;padding:2rem clamp(1rem,4vw,3rem) 6rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem;text-wrap:balance}
.lead{font-size:1.125rem;color:var(--soft);max-width:44rem}
section>h2{font-size:1.375rem;margin:2.5rem 0 .75rem}
article{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.25rem;margin:0 0 1rem}
article:target,tr:target,details:target{box-shadow:0 0 0 3px var(--action)}
h3{margin:0 0 .25rem;font-size:1.0625rem}
small{color:var(--soft)}
b.GET{color:var(--info)}b.POST{color:var(--action)}b.DELETE{color:var(--danger)}
code{font:.875em/1.45 ui-monospace,"SF Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--code);border-radius:8px;padding:.875rem 1rem;overflow-x:auto;margin:.75rem 0}
pre code{overflow-wrap:normal}
details pre{max-height:26rem;overflow:auto}
td details{border:0;padding:.25rem 0 0}
td pre code{overflow-wrap:anywhere;white-space:pre-wrap}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.9375rem}
th,td{text-align:left;overflow-wrap:anywhere;vertical-align:top;padding:.4rem .75rem .4rem 0;min-width:4.5rem;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--soft);font-weight:600;font-size:.8125rem}
tbody th{font-weight:400}
details{border-top:1px solid var(--line);padding:.5rem 0}
summary{cursor:pointer}
.refusals{font-size:.8125rem;color:var(--soft);margin-bottom:0}
.refusals span{margin-right:.5rem}
@media (max-width:52rem){body{display:flex;flex-direction:column}nav{order:1;position:static;height:auto;border-right:0;border-top:1px solid var(--line)}main{width:100%}}
`;

/** The tab's icon, the same as that of every other page. */
export const DOCS_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>Fenqi</title><rect width="32" height="32" rx="6" fill="#11644c"/><g stroke="#fff" stroke-width="1.5"><rect x="5" y="10" width="6" height="12" rx="1.5" fill="#fff"/><rect x="13" y="10" width="6" height="12" rx="1.5" fill="#fff"/><rect x="21" y="10" width="6" height="12" rx="1.5" fill="none"/><path d="M21.5 18l5-5M21.5 22l5-5"/></g></svg>\n`;
