import { defineConfig } from "@medusajs/framework/utils";

const { SHOP_DATABASE_URL, FENQI_URL, FENQI_KEY, FENQI_WEBHOOK_SECRET } = process.env;
const fenqi = { url: FENQI_URL, secretKey: FENQI_KEY, webhookSecrets: [FENQI_WEBHOOK_SECRET], tellShoppers: true };

export default defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: SHOP_DATABASE_URL,
    databaseDriverOptions: { ssl: false },
    http: { jwtSecret: "only-for-this-test", cookieSecret: "only-for-this-test" },
  },
  plugins: [{ resolve: "@fenqi/medusa", options: fenqi }],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        webhook_delay: 100,
        providers: [{ resolve: "@fenqi/medusa/providers/fenqi", id: "fenqi", options: fenqi }],
      },
    },
  ],
});
