import { asset } from "@fenqi/shell";

export const STATUS_STYLE = asset("status.css", new URL("./status.css", import.meta.url));
