import { FenqiCheckout } from "./checkout-element.ts";

export type { Confirmation } from "./checkout-element.ts";
export type { Embedded } from "./setting.ts";
export { FenqiCheckout };

if (!customElements.get("fenqi-checkout")) customElements.define("fenqi-checkout", FenqiCheckout);

// Beside the quote, not before it: missing ways, what stands under a chosen one, and <fenqi-message>.
import("./more.ts");
