import { fileURLToPath } from "node:url";
import { asset } from "./assets.ts";

const font = (name: string, file: string) => asset(name, fileURLToPath(import.meta.resolve(file)));

const SANS = font("plex-sans.woff2", "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2");
const MONO = font("plex-mono.woff2", "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2");

const withFonts = (css: string) => css.replace("plex-sans.woff2", SANS.path).replace("plex-mono.woff2", MONO.path);

/** Type, colours and the plainest rules: all that a page with a frame of its own takes. */
export const TOKENS = asset("tokens.css", new URL("./tokens.css", import.meta.url), withFonts);
const STYLE = asset("shell.css", new URL("./shell.css", import.meta.url), (css) => `${TOKENS.body}${css}`);
const ICON = asset("icon.svg", new URL("./icon.svg", import.meta.url));

/** What every page loads: the shared style sheet, two fonts of the Latin subset, the tab's icon. */
export const SHELL_ASSETS = [STYLE, SANS, MONO, ICON] as const;

export const SHELL_PATHS = { style: STYLE.path, sans: SANS.path, icon: ICON.path } as const;
