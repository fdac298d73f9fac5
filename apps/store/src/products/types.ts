import type { Locale } from "@fenqi/shell";

export type Words = { readonly [L in Locale]: string };

/** A colour: its word, and the hues of the drawing from far to near. */
export interface Colour {
  readonly id: string;
  readonly name: Words;
  readonly swatch: string;
  readonly back: string;
  readonly waves: readonly [string, string, string, string, string];
}

/** A capacity or size, and what it adds to the price, in fen. */
export interface Version {
  readonly id: string;
  readonly name: Words;
  readonly extra: number;
}

export type Category = "phone" | "computer" | "wearable" | "accessory";

/** An invented product. `price` in fen, tax included. */
export interface Product {
  readonly id: string;
  readonly category: Category;
  readonly tags: readonly string[];
  readonly name: Words;
  /** As it stands in a cart and on the checkout: 远山 5 手机. */
  readonly fullName: Words;
  readonly tagline: Words;
  readonly price: number;
  readonly drawing: "phone" | "laptop" | "watch" | "earbuds" | "charger";
  readonly colours: readonly Colour[];
  readonly versions: readonly Version[];
}

/** One product in one colour and version. */
export interface Choice {
  readonly product: Product;
  readonly colour: Colour;
  readonly version: Version;
}
