type Known = readonly (readonly [name: string, sign: RegExp])[];

/** The first that signs: browsers that are built on another's engine carry its name too, and stand before it. */
const BROWSERS: Known = [
  ["WeChat", /MicroMessenger\//],
  ["Edge", /Edg(?:e|A|iOS)?\//],
  ["Opera", /OPR\/|OPiOS\//],
  ["Samsung Internet", /SamsungBrowser\//],
  ["QQ Browser", /M?QQBrowser\//],
  ["UC Browser", /UCBrowser\//],
  ["Firefox", /Firefox\/|FxiOS\//],
  ["Chrome", /(?:Headless)?Chrome\/|CriOS\//],
  ["Safari", /Version\/.*Safari\//],
];

const SYSTEMS: Known = [
  ["iPad", /iPad/],
  ["iPhone", /iPhone/],
  ["HarmonyOS", /HarmonyOS|OpenHarmony/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["ChromeOS", /CrOS/],
  ["macOS", /Mac OS X|Macintosh/],
  ["Linux", /Linux/],
];

export interface Agent {
  readonly browser: string | undefined;
  readonly system: string | undefined;
}

/** Which browser on which system a `User-Agent` names, as far as it does: it says what it likes, and decides nothing here. */
export function agentOf(userAgent: string): Agent {
  const named = (known: Known) => known.find(([, sign]) => sign.test(userAgent))?.[0];
  return { browser: named(BROWSERS), system: named(SYSTEMS) };
}
