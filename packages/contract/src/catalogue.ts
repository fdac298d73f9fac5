import Type, { type Static } from "typebox";
import { Adjustment, Explanation } from "./adjustment.ts";
import { LIMITS } from "./limits.ts";
import { Offer, Partner } from "./offer.ts";
import { ProblemReason } from "./problems.ts";
import {
  Currency,
  closed,
  Id,
  Instant,
  IsoDate,
  list,
  Market,
  Minor,
  Name,
  nullable,
  oneOf,
  Ppm,
  Words,
} from "./values.ts";

const weekday = Type.Integer({ minimum: 1, maximum: 7 });

const HolidayCalendar = closed("HolidayCalendar", {
  id: Id,
  weekend: list(weekday, 7),
  holidays: list(IsoDate, LIMITS.holidays),
  working_days: Type.Optional(list(IsoDate, LIMITS.holidays)),
});

const Merchant = closed("Merchant", {
  id: Id,
  name: Words,
  time_zone: Name,
  help: Type.Optional(closed("HelpLine", { hours: Name, reply_hours: Type.Integer({ minimum: 0, maximum: 1_000 }) })),
  remind_days: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 30,
      description: "Days before a payment is due on which its shopper is reminded; 0 never. Default 3.",
    }),
  ),
});

const MarketCeiling = closed(
  "MarketCeiling",
  {
    id: Id,
    market: Market,
    currency: Currency,
    from: IsoDate,
    until: Type.Optional(IsoDate),
    max_ppm: Ppm,
    above: Type.Optional(Minor),
    up_to: Type.Optional(Minor),
    source: Name,
    announced_by: Type.Optional(Id),
  },
  {
    description:
      "A ceiling on the yearly rate that a market sets, for amounts of credit above `above` and up to `up_to`. " +
      "`announced_by`: the adjustment of cause compliance by which the public was told.",
  },
);

/** A merchant's whole state of what is offered, as a file holds it. */
export const Catalogue = closed("Catalogue", {
  format: Type.Literal("fenqi.catalogue/1"),
  merchant: Merchant,
  partners: list(Partner, LIMITS.partners),
  offers: list(Offer, LIMITS.offers),
  explanations: list(Explanation, LIMITS.explanations),
  calendars: Type.Optional(list(HolidayCalendar, LIMITS.calendars)),
  ceilings: Type.Optional(list(MarketCeiling, LIMITS.ceilings)),
  adjustments: list(Adjustment, LIMITS.adjustments),
});

/** One thing that differs between two catalogues. `taken` is what a shopper loses: it needs an adjustment. */
export const CatalogueChange = closed("CatalogueChange", {
  kind: oneOf("partner", "offer", "explanation", "calendar", "ceiling", "adjustment", "merchant"),
  id: Id,
  change: oneOf("added", "removed", "changed"),
  fields: list(Type.String({ description: "JSON pointer inside the thing." }), 1_000),
  taken: Type.Boolean(),
});

export const CatalogueDiff = closed("CatalogueDiff", {
  base: nullable(Id),
  same: Type.Boolean(),
  changes: list(CatalogueChange, 50_000),
});

export const CatalogueApply = closed("CatalogueApply", {
  base_version: nullable(Id),
  catalogue: Catalogue,
});

export const CatalogueBody = closed("CatalogueOnly", { catalogue: Catalogue });

export const CatalogueVersion = closed("CatalogueVersion", {
  version: Id,
  seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  created_at: Instant,
  created_by: Type.String(),
});

export const CatalogueInForce = closed("CatalogueInForce", {
  version: Id,
  seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  created_at: Instant,
  catalogue: Catalogue,
});

export const CatalogueApplied = closed("CatalogueApplied", {
  version: Id,
  seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  changes: list(CatalogueChange, 50_000),
});

export const CatalogueChecked = closed("CatalogueChecked", {
  sound: Type.Boolean(),
  issues: list(ProblemReason, 1_000),
});

export const CatalogueVersions = closed("CatalogueVersions", {
  items: list(CatalogueVersion, LIMITS.page),
  next_cursor: nullable(Type.String()),
});

export type CatalogueChange = Static<typeof CatalogueChange>;
export type CatalogueDiff = Static<typeof CatalogueDiff>;
export type CatalogueApply = Static<typeof CatalogueApply>;
export type CatalogueVersion = Static<typeof CatalogueVersion>;
export type CatalogueInForce = Static<typeof CatalogueInForce>;
export type CatalogueApplied = Static<typeof CatalogueApplied>;
export type CatalogueChecked = Static<typeof CatalogueChecked>;
export type CatalogueVersions = Static<typeof CatalogueVersions>;
