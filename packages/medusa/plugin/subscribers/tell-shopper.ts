import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { ORDER_FIELDS, type PlacedOrder, tellShopper } from "../../src/index.ts";
import type { FenqiService } from "../modules/fenqi/service.ts";

/** A placed order's address is told of its plan, where the store wants that. */
export default async function tell({ event, container }: SubscriberArgs<{ readonly id: string }>): Promise<void> {
  const fenqi = container.resolve<FenqiService>("fenqi");
  if (!fenqi.options.tellShoppers) return;
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields: [...ORDER_FIELDS], filters: { id: event.data.id } });
  if (data[0]) await tellShopper(fenqi, data[0] as unknown as PlacedOrder);
}

export const config: SubscriberConfig = { event: "order.placed", context: { subscriberId: "fenqi-tell-shopper" } };
