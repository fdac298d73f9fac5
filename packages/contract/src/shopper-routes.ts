import { PATHS } from "./paths.ts";
import type { Route } from "./route.ts";
import { ShopperErased, ShopperErasure, ShopperExport, ShopperFound, ShopperRequest } from "./shopper.ts";

/** What is kept of one shopper: handed out to them, and erased. */
export const SHOPPER_ROUTES = {
  findShopper: {
    method: "POST",
    path: PATHS.shopperSearches,
    group: "Shoppers",
    summary: "How much is kept of one shopper, by kind, and which plans have not ended",
    access: "secret",
    needs: "shoppers:export",
    body: ShopperRequest,
    answer: { status: 200, schema: ShopperFound },
    problems: ["address_unusable", "unavailable"],
  },
  exportShopper: {
    method: "POST",
    path: PATHS.shopperExports,
    group: "Shoppers",
    summary: "Everything that is kept of one shopper, as one document",
    access: "secret",
    needs: "shoppers:export",
    body: ShopperRequest,
    answer: { status: 200, schema: ShopperExport },
    problems: ["address_unusable", "catalogue_missing", "unavailable"],
  },
  eraseShopper: {
    method: "POST",
    path: PATHS.shopperErasures,
    group: "Shoppers",
    summary: "Erase one shopper; their plans stay in the books under a pseudonym",
    access: "secret",
    needs: "shoppers:erase",
    body: ShopperErasure,
    once: true,
    answer: { status: 200, schema: ShopperErased },
    problems: ["address_unusable", "plans_running", "unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };
