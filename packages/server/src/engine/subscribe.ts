import { askConsent, type ConsentDeps, type Wish } from "./ask-consent.ts";
import { componentsOf } from "./components.ts";
import type { LiveCatalogues } from "./live-catalogues.ts";
import { type Result, refuse } from "./refusals.ts";

export interface Subscribe extends Wish {
  /** Ids of components, or `all`. */
  readonly components: readonly string[];
}

/** Tells an address of changes to some services, once it has confirmed that it wants to know. */
export async function subscribe(
  deps: ConsentDeps & { readonly live: LiveCatalogues },
  { components, ...wish }: Subscribe,
): Promise<Result<{ readonly confirm: boolean }>> {
  const live = deps.live.of(wish.merchant);
  if (!live) return refuse({ code: "catalogue_missing" });
  const { catalogue } = live.record;
  const known = new Set(["all", ...componentsOf(catalogue, deps.now()).map(({ id }) => id)]);
  const unknown = components.findIndex((id) => !known.has(id));
  if (unknown >= 0) return refuse({ code: "unknown_component", index: unknown });
  const about = { merchant: catalogue.merchant.name };
  return askConsent(deps, wish, "subscription", about, (change, kept) =>
    change.addSubscription({ ...kept, components }),
  );
}
