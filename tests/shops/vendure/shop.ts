import { createServer } from "node:net";
import { FenqiPlugin } from "@fenqi/vendure";
import {
  bootstrap,
  DefaultJobQueuePlugin,
  DefaultLogger,
  type InitialData,
  LanguageCode,
  LogLevel,
  type VendureConfig,
} from "@vendure/core";
import { populate } from "@vendure/core/cli/index.js";

export interface Shop {
  readonly url: string;
  /** Asks the Shop API as one shopper, whose session is kept. */
  readonly shopper: (language?: string) => Ask;
  readonly admin: Ask;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: a journey looks into any answer.
export type Ask = (query: string, variables?: object) => Promise<any>;

const ADMIN = { identifier: "superadmin", password: "a password of this test alone" };

const FIRST: InitialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: "Asia",
  countries: [{ name: "China", code: "CN", zone: "Asia" }],
  taxRates: [{ name: "Standard", percentage: 0 }],
  shippingMethods: [{ name: "Courier", price: 1000 }],
  paymentMethods: [],
  collections: [],
};

/** A real Vendure with the plugin, one phone for ¥2,499.00, and shipping for ¥10.00. */
export async function startShop({ port, databaseUrl, fenqiUrl, key, webhookSecrets }: ShopOptions): Promise<Shop> {
  const config: VendureConfig = {
    apiOptions: { port, shopApiPath: "shop-api", adminApiPath: "admin-api" },
    authOptions: { tokenMethod: "bearer", superadminCredentials: ADMIN, requireVerification: false },
    dbConnectionOptions: { type: "postgres", url: databaseUrl, synchronize: true },
    logger: new DefaultLogger({ level: LogLevel.Warn }),
    paymentOptions: { paymentMethodHandlers: [] },
    defaultLanguageCode: LanguageCode.en,
    plugins: [DefaultJobQueuePlugin, FenqiPlugin.init({ url: fenqiUrl, secretKey: key, webhookSecrets })],
  };
  const app = await populate(() => bootstrap(config), FIRST);
  const url = `http://127.0.0.1:${port}`;
  const admin = session(`${url}/admin-api`);
  await admin(
    `mutation ($identifier: String!, $password: String!) { login(username: $identifier, password: $password) { __typename } }`,
    ADMIN,
  );
  await furnish(admin);
  return {
    ...{ url, admin },
    shopper: (language = "zh_Hans") => session(`${url}/shop-api?languageCode=${language}`),
    close: () => app.close(),
  };
}

interface ShopOptions {
  readonly port: number;
  readonly databaseUrl: string;
  readonly fenqiUrl: string;
  readonly key: string;
  readonly webhookSecrets: readonly string[];
}

async function furnish(admin: Ask): Promise<void> {
  const { activeChannel } = await admin("{ activeChannel { id } }");
  await admin(
    `mutation ($id: ID!) { updateChannel(input: { id: $id, availableCurrencyCodes: [CNY], defaultCurrencyCode: CNY, pricesIncludeTax: true,
       availableLanguageCodes: [en, zh_Hans] }) { __typename ... on ErrorResult { message } } }`,
    { id: activeChannel.id },
  );
  await admin(`mutation { createPaymentMethod(input: { code: "fenqi", enabled: true, handler: { code: "fenqi", arguments: [] },
    checker: { code: "fenqi", arguments: [] }, translations: [{ languageCode: en, name: "Fenqi", description: "" }] }) { id } }`);
  const { createFacet } = await admin(`mutation { createFacet(input: { code: "category", isPrivate: false,
    translations: [{ languageCode: en, name: "Category" }],
    values: [{ code: "phone", translations: [{ languageCode: en, name: "Phone" }] }] }) { values { id } } }`);
  const { createProduct } = await admin(
    `mutation ($facets: [ID!]!) { createProduct(input: { facetValueIds: $facets, translations: [
       { languageCode: en, name: "Yuanshan 5", slug: "yuanshan-5", description: "" }] }) { id } }`,
    { facets: [createFacet.values[0].id] },
  );
  await admin(
    `mutation ($product: ID!) { createProductVariants(input: [{ productId: $product, sku: "yuanshan-5", price: 249900, trackInventory: FALSE,
       translations: [{ languageCode: en, name: "Yuanshan 5" }] }]) { id } }`,
    { product: createProduct.id },
  );
}

function session(address: string): Ask {
  let token: string | undefined;
  return async (query, variables = {}) => {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    token = response.headers.get("vendure-auth-token") ?? token;
    const { data, errors } = (await response.json()) as { data: unknown; errors?: { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
    return data;
  };
}

/** A port that nobody has now. */
export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
