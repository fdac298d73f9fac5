import { FenqiMessage } from "./message-element.ts";

/** What the list adds to its rows, loaded beside the quote: missing ways, what stands under the chosen one, the product page's line. */
export { chosen, fill } from "./view/chosen.ts";
export { missing } from "./view/missing.ts";
export { changes, restored } from "./view/told.ts";
export { FenqiMessage };

if (!customElements.get("fenqi-message")) customElements.define("fenqi-message", FenqiMessage);
