import type { ServerConfig } from "../adapters/environment/config.ts";
import { connectPartners, type PartnerConfig } from "../adapters/partners/connect.ts";
import { callCounts } from "../engine/call-counts.ts";
import { houseTerms } from "../engine/house-terms.ts";
import { seePartner } from "../engine/see-partner.ts";
import type { Metrics } from "../http/metrics.ts";
import type { Engine } from "./engine.ts";
import type { Failed } from "./failed.ts";

/** The partners that are called where they are, each call counted; the demo plays those that are not configured. */
export function callPartners(
  { partners: configured = [] }: ServerConfig,
  engine: Engine,
  played: readonly PartnerConfig[],
  metrics: Metrics,
  failed: Failed,
) {
  const counts = callCounts();
  const sameAs = (one: PartnerConfig) => (other: PartnerConfig) =>
    one.merchant === other.merchant && one.partner === other.partner;
  const connected = [...configured, ...played.filter((each) => !configured.some(sameAs(each)))];
  const partners = connectPartners(connected, {
    now: engine.now,
    record: (call) => {
      counts.record(call);
      metrics.partnerCalled(call);
    },
    opened: (line) => void seePartner(engine, line, "bad").catch(failed("an open breaker could not be told")),
    houseTerms: ({ merchant, partner }, method) =>
      houseTerms(engine.live.of(merchant)?.record.catalogue, partner, method),
  });
  const adapterOf = (merchant: string, partner: string) =>
    connected.find((each) => each.merchant === merchant && each.partner === partner)?.adapter;
  return { partners, counts, adapterOf };
}
