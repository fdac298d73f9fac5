import Type from "typebox";
import { Catalogue } from "./catalogue.ts";
import { type Json, liftNamed } from "./named-schemas.ts";
import { closed } from "./values.ts";

/**
 * JSON Schema (draft 2020-12) of a catalogue file, for editors and for `fenqi catalogue validate`. A file may name the
 * version it was made from.
 */
export function catalogueSchema(): Json {
  const named = new Map<string, Json>();
  const file = closed("CatalogueFile", { base_version: Type.Optional(Type.String()), ...Catalogue.properties });
  liftNamed(file, named, "#/$defs/");
  const { CatalogueFile, ...defs } = Object.fromEntries(named) as { CatalogueFile: { [key: string]: Json } };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://fenqi.dev/catalogue.schema.json",
    title: "Fenqi catalogue",
    ...CatalogueFile,
    $defs: defs as { [key: string]: Json },
  };
}
