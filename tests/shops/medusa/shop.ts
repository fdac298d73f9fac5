import "./environment.ts";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createPromotionsWorkflow,
  createRegionsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows";

const HERE = import.meta.dirname;
const require = createRequire(import.meta.url);

// biome-ignore lint/suspicious/noExplicitAny: a journey looks into any answer.
export type Json = any;

export interface Answered {
  readonly status: number;
  readonly json: Json;
}

export interface Shop {
  readonly container: MedusaContainer;
  readonly url: string;
  readonly region: string;
  /** In Germany, with a tax of 19 % on top. */
  readonly taxed: string;
  readonly phone: string;
  readonly shipping: string;
  /** Asks the Store API as a storefront does; with a token, for a customer who is signed in. */
  ask(method: string, path: string, body?: object, token?: string): Promise<Answered>;
  close(): Promise<void>;
}

/** Makes the tables of an empty database: 13 s. */
export function migrate(): void {
  const medusa = path.join(HERE, "node_modules/@medusajs/cli/cli.js");
  execFileSync(process.execPath, [medusa, "db:migrate"], { cwd: HERE, stdio: ["ignore", "ignore", "inherit"] });
}

/** A whole Medusa in this process, at a port that is free, with one phone for ¥2,499 in a region of China. */
export async function startShop(server = createServer()): Promise<Shop> {
  const express = require("express") as () => Json;
  const { default: load } = require("@medusajs/medusa/loaders/index") as Json;
  const app = express();
  const { container, shutdown } = await load({ directory: HERE, expressApp: app });
  server.on("request", app);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { key, ...goods } = await furnish(container);
  const ask: Shop["ask"] = async (method, at, body, token) => {
    const response = await fetch(url + at, {
      method,
      headers: {
        "content-type": "application/json",
        "x-publishable-api-key": key,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  };
  return {
    container,
    url,
    ...goods,
    ask,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await shutdown();
    },
  };
}

/** Listens before the shop is loaded, so that its address is known. */
export async function listen() {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { server, port: (server.address() as AddressInfo).port };
}

async function furnish(container: MedusaContainer) {
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  const [channel] = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels({});
  const made = async <T>(run: Promise<{ readonly result: T }>) => (await run).result;
  const [region, taxed] = await made(
    createRegionsWorkflow(container).run({
      input: {
        regions: [
          { name: "China", currency_code: "cny", countries: ["cn"], payment_providers: ["pp_fenqi_fenqi"] },
          { name: "Germany", currency_code: "eur", countries: ["de"], payment_providers: ["pp_fenqi_fenqi"] },
        ],
      },
    }),
  );
  await createTaxRegionsWorkflow(container).run({
    input: [{ country_code: "de", provider_id: "tp_system", default_tax_rate: { name: "USt", code: "ust", rate: 19 } }],
  });
  const [location] = await made(
    createStockLocationsWorkflow(container).run({ input: { locations: [{ name: "Shanghai" }] } }),
  );
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location!.id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  });
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Delivery",
    type: "shipping",
    service_zones: [{ name: "China", geo_zones: [{ country_code: "cn", type: "country" }] }],
  });
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location!.id },
    [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
  });
  const [profile] = await made(
    createShippingProfilesWorkflow(container).run({ input: { data: [{ name: "Goods", type: "default" }] } }),
  );
  const [option] = await made(
    createShippingOptionsWorkflow(container).run({
      input: [
        {
          name: "Express",
          price_type: "flat",
          provider_id: "manual_manual",
          service_zone_id: set.service_zones[0]!.id,
          shipping_profile_id: profile!.id,
          type: { label: "Express", description: "Tomorrow", code: "express" },
          prices: [{ currency_code: "cny", amount: 12.5 }],
          rules: [],
        },
      ],
    }),
  );
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: location!.id, add: [channel!.id] } });
  const [product] = await made(
    createProductsWorkflow(container).run({
      input: {
        products: [
          {
            title: "Yuanshan 5",
            status: "published",
            shipping_profile_id: profile!.id,
            sales_channels: [{ id: channel!.id }],
            options: [{ title: "Colour", values: ["Black"] }],
            variants: [
              {
                title: "Black",
                sku: "yuanshan-5-black",
                manage_inventory: false,
                options: { Colour: "Black" },
                prices: [
                  { currency_code: "cny", amount: 2499 },
                  { currency_code: "eur", amount: 499.99 },
                ],
              },
            ],
          },
        ],
      },
    }),
  );
  await createPromotionsWorkflow(container).run({
    input: {
      promotionsData: [
        {
          code: "LESS100",
          type: "standard",
          status: "active",
          application_method: {
            type: "fixed",
            target_type: "order",
            value: 100,
            currency_code: "cny",
          },
        },
      ],
    },
  });
  const [key] = await made(
    createApiKeysWorkflow(container).run({
      input: { api_keys: [{ title: "Storefront", type: "publishable", created_by: "" }] },
    }),
  );
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key!.id, add: [channel!.id] } });
  return {
    key: key!.token,
    region: region!.id,
    taxed: taxed!.id,
    phone: product!.variants[0]!.id,
    shipping: option!.id,
  };
}
