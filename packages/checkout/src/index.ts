import { FenqiCheckout } from "./checkout-element.ts";
import { FenqiMessage } from "./message-element.ts";

export type { Confirmation } from "./checkout-element.ts";
export type { Embedded } from "./setting.ts";
export { FenqiCheckout, FenqiMessage };

if (!customElements.get("fenqi-checkout")) {
  customElements.define("fenqi-checkout", FenqiCheckout);
  customElements.define("fenqi-message", FenqiMessage);
}
