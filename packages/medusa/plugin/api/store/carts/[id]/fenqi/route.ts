import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { localeFor, offer } from "../../../../../../src/index.ts";
import type { FenqiService } from "../../../../../modules/fenqi/service.ts";
import { storedCart } from "../../../../../stored-cart.ts";

/**
 * `GET /store/carts/:id/fenqi?locale=en&schedules=all`: every way to pay the cart as it is stored, its cost, and for every way that is
 * missing why, until when and what instead. 503 while Fenqi cannot be reached: other providers are not affected.
 */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { schedules } = request.query as { readonly schedules?: unknown };
  const cart = await storedCart(request.scope, request.params.id!);
  if (!cart) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Cart ${request.params.id} was not found`);
  // Medusa has taken it out of the query, or of the header x-medusa-locale.
  const locale = localeFor(cart, request.locale);
  const fenqi = request.scope.resolve<FenqiService>("fenqi");
  const offered = await offer(fenqi, cart, locale, schedules === "all" ? "all" : "none");
  response.setHeader("cache-control", "no-store");
  if (offered.ok) {
    response.json(offered.value);
    return;
  }
  const { code, message } = offered.error;
  response.status(code === "unreachable" ? 503 : 400).json({ type: "fenqi", code, message });
}
