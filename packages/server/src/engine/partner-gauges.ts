import type { PartnerStore } from "./ports.ts";

/** How every watched partner's method stands: what the metrics tell. */
export async function partnerGauges(store: Pick<PartnerStore, "list" | "drifts">, merchants: readonly string[]) {
  const each = merchants.map(async (merchant) => {
    const [watches, drifts] = await Promise.all([store.list(merchant), store.drifts(merchant)]);
    return watches.map(({ partner, method, state }) => ({
      merchant,
      partner,
      method,
      open: state !== "closed",
      drifts: drifts.filter((one) => one.partner === partner && one.method === method).length,
    }));
  });
  return (await Promise.all(each)).flat();
}
