import { ModuleProvider, Modules } from "@medusajs/framework/utils";
import { FenqiPaymentProvider } from "./provider.ts";

export default ModuleProvider(Modules.PAYMENT, { services: [FenqiPaymentProvider] });
