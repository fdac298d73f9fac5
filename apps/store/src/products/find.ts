import { PRODUCTS } from "./all.ts";
import type { Choice, Product } from "./types.ts";

export function findProduct(id: string): Product | undefined {
  return PRODUCTS.find((product) => product.id === id);
}

/** The choice that an address or a form names; what it leaves out or gets wrong is the product's first. */
export function chooseFrom(product: Product, asked: { readonly colour?: unknown; readonly version?: unknown }): Choice {
  return {
    product,
    colour: product.colours.find((colour) => colour.id === asked.colour) ?? product.colours[0]!,
    version: product.versions.find((version) => version.id === asked.version) ?? product.versions[0]!,
  };
}

/** Fen for one of it. */
export function unitPrice(choice: Choice): number {
  return choice.product.price + choice.version.extra;
}

/** Stock keeping unit: yuanshan-5.turquoise.256. */
export function skuOf(choice: Choice): string {
  return `${choice.product.id}.${choice.colour.id}.${choice.version.id}`;
}

/** The choice that a sku names, exactly; undefined for any other text. */
export function choiceOf(sku: string): Choice | undefined {
  const [id = "", colour, version] = sku.split(".");
  const product = findProduct(id);
  if (!product) return undefined;
  const choice = chooseFrom(product, { colour, version });
  return skuOf(choice) === sku ? choice : undefined;
}
