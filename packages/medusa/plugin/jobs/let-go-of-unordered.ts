import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { type LookUp, letGoOfUnordered } from "../../src/index.ts";
import type { FenqiService } from "../modules/fenqi/service.ts";

/** Once an hour: plans that nothing was ordered by are cancelled. */
export default async function letGo(container: MedusaContainer): Promise<readonly string[]> {
  return letGoOfUnordered(container.resolve<FenqiService>("fenqi"), lookUpIn(container));
}

export const config = { name: "fenqi-let-go-of-unordered", schedule: "17 * * * *" };

const lookUpIn =
  (container: MedusaContainer): LookUp =>
  async ({ collections, sessions }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY);
    const ofCollections = { payment_collection_id: [...collections] };
    const [known, alive, carts, orders] = await Promise.all([
      query.graph({ entity: "payment_collection", fields: ["id"], filters: { id: [...collections] } }),
      query.graph({ entity: "payment_session", fields: ["id"], filters: { id: [...sessions] } }),
      query.graph({ entity: "cart_payment_collection", fields: ["payment_collection_id"], filters: ofCollections }),
      query.graph({ entity: "order_payment_collection", fields: ["payment_collection_id"], filters: ofCollections }),
    ]);
    const linked = ({ data }: { readonly data: unknown }) =>
      (data as readonly { readonly payment_collection_id: string }[]).map((link) => link.payment_collection_id);
    const idsOf = ({ data }: { readonly data: readonly { readonly id: string }[] }) =>
      new Set(data.map(({ id }) => id));
    const ordered = new Set(linked(orders));
    const unordered = new Set(linked(carts).filter((id) => !ordered.has(id)));
    return { collections: idsOf(known), sessions: idsOf(alive), unordered };
  };
