/**
 * A hundred ways to make stored text run as script or change the page around it (check 39). Each that runs sets
 * `window.ran`. Kinds: elements that run at once, handlers, addresses, breaking out of attributes, comments, raw text and
 * templates, namespaces that parse differently, encodings, and the expressions of template languages.
 */
const RUN = "window.ran=1";

const elements = [
  `<script>${RUN}</script>`,
  `<SCRIPT>${RUN}</SCRIPT>`,
  `<script type=module>${RUN}</script>`,
  `<script src="data:text/javascript,${RUN}"></script>`,
  `<script/x>${RUN}</script>`,
  `<script\t>${RUN}</script\t>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<<script>${RUN}//<</script>`,
  `<script>/*</script><script>*/${RUN}</script>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<object data="data:text/html,<script>parent.${RUN}</script>"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<base href="javascript:${RUN}//">`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<link rel=stylesheet href="javascript:${RUN}">`,
  `<link rel=import href="data:text/html,<script>${RUN}</script>">`,
  `<template shadowrootmode=open><script>${RUN}</script></template>`,
  `<portal src="javascript:${RUN}"></portal>`,
];

const handlers = [
  `<img src=x onerror=${RUN}>`,
  `<img src=x onerror="${RUN}">`,
  `<IMG SRC=x ONERROR=${RUN}>`,
  `<img/src=x/onerror=${RUN}>`,
  `<img src=x onerror\n=\n${RUN}>`,
  `<img src=x:x onerror=eval(name="${RUN}")>`,
  `<image src=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<svg/onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><set onbegin=${RUN} attributeName=x to=y>`,
  `<svg><a><animate attributeName=href values="javascript:${RUN}" /><text x=20 y=20>x</text></a>`,
  `<body onload=${RUN}>`,
  `<body onpageshow=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<select autofocus onfocus=${RUN}></select>`,
  `<textarea autofocus onfocus=${RUN}></textarea>`,
  `<details open ontoggle=${RUN}>x</details>`,
  `<video src=x onerror=${RUN}></video>`,
  `<video><source onerror=${RUN}></video>`,
  `<audio src=x onerror=${RUN}></audio>`,
  `<marquee onstart=${RUN}>x</marquee>`,
  `<div onmouseover=${RUN}>x</div>`,
  `<div onpointerenter=${RUN}>x</div>`,
  `<div style="animation:x 1s" onanimationstart=${RUN}>x</div>`,
  `<div tabindex=0 onfocusin=${RUN} autofocus>x</div>`,
  `<form onsubmit=${RUN}><button autofocus>x</button></form>`,
  `<button popovertarget=x onclick=${RUN}>x</button>`,
  `<dialog open onclose=${RUN}>x</dialog>`,
];

const addresses = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  `java\nscript:${RUN}`,
  ` javascript:${RUN}`,
  `\u0001javascript:${RUN}`,
  `<a href="javascript:${RUN}">x</a>`,
  `<a href="&#106;avascript:${RUN}">x</a>`,
  `<a href="java&#x09;script:${RUN}">x</a>`,
  `<a href="data:text/html,<script>${RUN}</script>">x</a>`,
  `<a href="vbscript:${RUN}">x</a>`,
  `<form action="javascript:${RUN}"><input type=submit></form>`,
  `<button formaction="javascript:${RUN}">x</button>`,
  `[x](javascript:${RUN})`,
  `![x](x"onerror="${RUN})`,
];

const breakOuts = [
  `"><script>${RUN}</script>`,
  `'><script>${RUN}</script>`,
  `"><svg onload=${RUN}>`,
  `'"--><img src=x onerror=${RUN}>`,
  `" autofocus onfocus="${RUN}`,
  `' autofocus onfocus='${RUN}`,
  `\` onmouseover=${RUN} \``,
  `--><script>${RUN}</script><!--`,
  `--!><img src=x onerror=${RUN}>`,
  `]]><script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `</template><script>${RUN}</script>`,
  `</noscript><img src=x onerror=${RUN}>`,
  `</fenqi-checkout><img src=x onerror=${RUN}>`,
  `"};${RUN};//`,
  `\\"};${RUN};//`,
  `<style>*{display:none}</style>`,
];

const namespaces = [
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}></style></mglyph></table></mtext></math>`,
  `<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<math href="javascript:${RUN}">x</math>`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.${RUN}</script>"></iframe></foreignObject></svg>`,
  `<xmp><p title="</xmp><img src=x onerror=${RUN}>">`,
];

const encodings = [
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `%3Cscript%3E${RUN}%3C/script%3E`,
  `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
  `\uff1cscript\uff1e${RUN}\uff1c/script\uff1e`,
];

const expressions = [
  `{{constructor.constructor('${RUN}')()}}`,
  `\${${RUN}}`,
  `<%= ${RUN} %>`,
  `#{${RUN}}`,
  `{{{<script>${RUN}</script>}}}`,
];

export const HOSTILE: readonly string[] = [
  ...elements,
  ...handlers,
  ...addresses,
  ...breakOuts,
  ...namespaces,
  ...encodings,
  ...expressions,
];
