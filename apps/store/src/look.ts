import { asset } from "@fenqi/shell";

export const STORE_STYLE = asset("store.css", new URL("./store.css", import.meta.url));
