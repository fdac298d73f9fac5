import type { IncomingMessage, ServerResponse } from "node:http";
import { defaultPaymentProcess, PluginCommonModule, type Type, VendurePlugin } from "@vendure/core";
import { readOptions } from "../src/read-options.ts";
import { FenqiService } from "./fenqi.service.ts";
import { fenqiChecker, fenqiHandler } from "./handler.ts";
import { FENQI_OPTIONS, type FenqiOptions } from "./options.ts";
import { fenqiPaymentProcess } from "./payment-process.ts";
import { FenqiResolver, SHOP_API } from "./shop-api.ts";
import { FenqiWebhookController, WEBHOOK_PATH } from "./webhook.controller.ts";

export { type FenqiOptions, FenqiService, fenqiChecker, fenqiHandler };

/**
 * Fenqi in a Vendure shop: a payment method `fenqi` and its eligibility, `fenqiQuote` in the Shop API, and the address of its webhooks.
 *
 * @example plugins: [FenqiPlugin.init({ url: "https://pay.example", secretKey: process.env.FENQI_KEY })]
 */
@VendurePlugin({
  compatibility: "^3.7.0",
  imports: [PluginCommonModule],
  controllers: [FenqiWebhookController],
  providers: [FenqiService, { provide: FENQI_OPTIONS, useFactory: () => FenqiPlugin.options }],
  shopApiExtensions: { schema: SHOP_API, resolvers: [FenqiResolver] },
  configuration(config) {
    config.paymentOptions.paymentMethodHandlers.push(fenqiHandler);
    config.paymentOptions.paymentMethodEligibilityCheckers = [
      ...(config.paymentOptions.paymentMethodEligibilityCheckers ?? []),
      fenqiChecker,
    ];
    config.paymentOptions.process = [
      ...(config.paymentOptions.process ?? [defaultPaymentProcess]),
      fenqiPaymentProcess,
    ];
    config.apiOptions.middleware.push({ route: WEBHOOK_PATH, handler: asItCame, beforeListen: true });
    return config;
  },
})
// biome-ignore lint/complexity/noStaticOnlyClass: a plugin of Vendure is a class.
export class FenqiPlugin {
  static options: FenqiOptions;

  static init(options: FenqiOptions): Type<FenqiPlugin> {
    FenqiPlugin.options = readOptions(options);
    return FenqiPlugin;
  }
}

const LARGEST_EVENT = 1_000_000;

/** A signature is over the bytes as they came: the body is kept as they are, and not parsed after. */
function asItCame(
  request: IncomingMessage & { body?: Buffer; _body?: true },
  response: ServerResponse,
  next: () => void,
) {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= LARGEST_EVENT) chunks.push(chunk);
  });
  request.on("end", () => {
    if (length > LARGEST_EVENT) return response.writeHead(413).end();
    request.body = Buffer.concat(chunks);
    request._body = true;
    return next();
  });
}
