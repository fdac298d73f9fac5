import type { Method } from "@fenqi/core/offer";
import type { Connection, PartnerCall, PartnerPort, Partners, PartnerTerm } from "../../engine/ports.ts";
import type { PartnerAdapter } from "./adapter.ts";
import { alipay } from "./alipay/alipay.ts";
import type { AlipayAddress } from "./alipay/gateway.ts";
import { guard } from "./guard.ts";
import { house } from "./house/house.ts";
import { type SandboxAddress, sandbox } from "./sandbox/sandbox.ts";
import type { StripeAddress } from "./stripe/client.ts";
import { stripe } from "./stripe/stripe.ts";

/** A merchant's partner, by which adapter it is called, and where it is reached. */
export type PartnerConfig = Connection &
  (
    | ({ readonly adapter: "sandbox" } & Pick<SandboxAddress, "url" | "secret">)
    | ({ readonly adapter: "alipay" } & AlipayAddress)
    | ({ readonly adapter: "stripe" } & StripeAddress)
  );

export interface ConnectOptions {
  readonly now: () => number;
  readonly record: (call: PartnerCall) => void;
  readonly opened: (line: Connection & { readonly method: Method }) => void;
  /** What the merchant's own book offers; undefined where the partner is not the merchant itself. */
  readonly houseTerms: (connection: Connection, method: Method) => readonly PartnerTerm[] | undefined;
}

/** Ports for every partner that is configured, and for each merchant's own book. */
export function connectPartners(configured: readonly PartnerConfig[], options: ConnectOptions): Partners {
  const { now, record, opened, houseTerms } = options;
  const keyOf = ({ merchant, partner }: Connection) => `${merchant} ${partner}`;
  const line = (connection: Connection) => ({
    ...connection,
    now,
    record,
    opened: (method: Method) => opened({ ...connection, method }),
  });
  const ports = new Map<string, PartnerPort>(
    configured.map((config) => {
      const { merchant, partner } = config;
      return [keyOf(config), guard(adapterOf(config, now), line({ merchant, partner }))];
    }),
  );
  return {
    find(merchant, partner) {
      const connection = { merchant, partner };
      const known = ports.get(keyOf(connection));
      if (known || !houseTerms(connection, "store_instalments")) return known;
      const own = guard(
        house((method) => houseTerms(connection, method) ?? []),
        line(connection),
      );
      ports.set(keyOf(connection), own);
      return own;
    },
    all: () => configured.map(({ merchant, partner }) => ({ merchant, partner })),
  };
}

function adapterOf(config: PartnerConfig, now: () => number): PartnerAdapter {
  switch (config.adapter) {
    case "sandbox":
      return sandbox(config, now);
    case "alipay":
      return alipay(config, now);
    case "stripe":
      return stripe(config);
  }
}
