import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { CART_FIELDS, type StoredCart } from "../src/index.ts";

/** The cart as it is stored now, with its totals; undefined where there is none. */
export async function storedCart(container: MedusaContainer, id: string): Promise<StoredCart | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "cart", fields: [...CART_FIELDS], filters: { id } });
  return data[0] as StoredCart | undefined;
}
