import { asset } from "@fenqi/shell";

export const STORE_STYLE = asset("store.css", new URL("./store.css", import.meta.url));

/** Where the server serves the elements, as any shop would load them. */
export const ELEMENTS_MODULE = "/elements/fenqi-checkout.js";
