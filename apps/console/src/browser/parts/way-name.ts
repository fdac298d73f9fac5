import { fullTitle, type Way } from "@fenqi/words/ways";
import { locale } from "../locale.ts";

/** An offer as the catalogue or a trace names it, with its partner in both languages. */
export interface NamedOffer extends Omit<Way, "partner"> {
  readonly partner: { readonly name: { readonly "zh-CN": string; readonly en: string } };
}

/** `青禾消费金融 12 期`; `Qinghe Consumer Finance, 12 months`. */
export const offerName = ({ partner, ...way }: NamedOffer): string =>
  fullTitle({ ...way, partner: { name: partner.name[locale] } }, locale);
