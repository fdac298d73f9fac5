import Type from "typebox";
import {
  CatalogueApplied,
  CatalogueApply,
  CatalogueBody,
  CatalogueChecked,
  CatalogueDiff,
  CatalogueInForce,
  CatalogueVersions,
} from "./catalogue.ts";
import { LIMITS } from "./limits.ts";
import { PATHS } from "./paths.ts";
import { page, type Route } from "./route.ts";

/** What is offered, and its versions. */
export const CATALOGUE_ROUTES = {
  readCatalogue: {
    method: "GET",
    path: PATHS.catalogue,
    group: "Catalogue",
    summary: "The catalogue in force",
    access: "secret",
    needs: "catalogue:read",
    answer: { status: 200, schema: CatalogueInForce },
    problems: ["not_found", "unavailable"],
  },
  applyCatalogue: {
    method: "POST",
    path: PATHS.catalogue,
    group: "Catalogue",
    summary: "Apply a catalogue on top of the version it was made from",
    access: "secret",
    needs: "catalogue:write",
    body: CatalogueApply,
    bodyBytes: LIMITS.catalogueBytes,
    once: true,
    answer: { status: 201, schema: CatalogueApplied },
    problems: ["catalogue_unsound", "base_version_conflict", "adjustment_needed", "merchant_mismatch", "unavailable"],
  },
  validateCatalogue: {
    method: "POST",
    path: PATHS.catalogueValidate,
    group: "Catalogue",
    summary: "Everything that is wrong with a catalogue, changing nothing",
    access: "secret",
    needs: "catalogue:read",
    body: CatalogueBody,
    bodyBytes: LIMITS.catalogueBytes,
    answer: { status: 200, schema: CatalogueChecked },
    problems: [],
  },
  diffCatalogue: {
    method: "POST",
    path: PATHS.catalogueDiff,
    group: "Catalogue",
    summary: "What applying a catalogue would change, changing nothing",
    access: "secret",
    needs: "catalogue:read",
    body: CatalogueBody,
    bodyBytes: LIMITS.catalogueBytes,
    answer: { status: 200, schema: CatalogueDiff },
    problems: ["catalogue_unsound", "merchant_mismatch"],
  },
  catalogueSchema: {
    method: "GET",
    path: PATHS.catalogueSchema,
    group: "Catalogue",
    summary: "JSON Schema of a catalogue file",
    access: "public",
    answer: { status: 200, schema: Type.Object({}), type: "application/schema+json" },
    problems: [],
  },
  catalogueVersions: {
    method: "GET",
    path: PATHS.catalogueVersions,
    group: "Catalogue",
    summary: "Every version, newest first",
    access: "secret",
    needs: "catalogue:read",
    query: page,
    answer: { status: 200, schema: CatalogueVersions },
    problems: ["unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };
