import { completeCartWorkflow } from "@medusajs/medusa/core-flows";
import { agree } from "../../agree.ts";

type Hooks = { readonly beforePaymentAuthorization?: (handler: typeof agree) => void };

// Medusa declares it and leaves it out of its types. Where it is no more, completing a cart whose plan waits answers 400, as for any provider.
(completeCartWorkflow.hooks as Hooks).beforePaymentAuthorization?.(agree);
