/** Fields that only the server writes: whose a record is, how it stands, who made and who approved it, what is owed. */
export const SERVERS_OWN = [
  "merchant",
  "merchant_id",
  "id",
  "state",
  "version",
  "created_at",
  "created_by",
  "author",
  "authors",
  "authority",
  "approval",
  "approved_by",
  "decided_by",
  "asked_by",
  "by",
  "person",
  "role",
  "balance",
  "outstanding",
  "paid",
  "refunded",
  "granted",
  "secret",
  "credentials",
  "__fenqi__",
] as const;

interface Planted {
  /** The body with the fields in it. */
  readonly body: unknown;
  /** JSON pointers of the planted fields. */
  readonly pointers: readonly string[];
  /** Where the object has one of several forms: then it is refused as a whole, by any reason at or under this pointer. */
  readonly forms: string | undefined;
}

interface Schema {
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/**
 * A body with the server's own fields in each of its objects in turn, itself first. Where a field is the caller's to write, by the
 * body's schema at that place, it is left out: what it may hold is another test's matter.
 */
export function* plantedIn(body: unknown, schema: object): Generator<Planted> {
  for (const place of placesIn(body, [])) {
    const found = schemasAt(schema as Schema, place);
    const theirs = new Set(found.flatMap(({ properties = {} }) => Object.keys(properties)));
    const fields = SERVERS_OWN.filter((field) => !theirs.has(field));
    yield plantAt(body, place, { fields, several: found.length > 1 });
  }
}

type Place = readonly (string | number)[];

/** Every object in a value, the value itself first. Of several items in a list, the first. */
function* placesIn(value: unknown, at: Place): Generator<Place> {
  if (Array.isArray(value)) {
    if (value.length > 0) yield* placesIn(value[0], [...at, 0]);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  yield at;
  for (const [key, part] of Object.entries(value)) yield* placesIn(part, [...at, key]);
}

/** What a schema asks for at a place; of a union, each form. */
function schemasAt(schema: Schema, [key, ...rest]: Place): readonly Schema[] {
  const forms = schema.anyOf ?? [schema];
  if (key === undefined) return forms;
  const under = forms.flatMap(({ properties, items }) => (typeof key === "number" ? items : properties?.[key]) ?? []);
  return under.flatMap((each) => schemasAt(each, rest));
}

function plantAt(
  body: unknown,
  place: Place,
  { fields, several }: { readonly fields: readonly string[]; readonly several: boolean },
): Planted {
  const copy = structuredClone(body) as Record<string | number, unknown>;
  const at = place.reduce((inner, key) => inner[key] as typeof copy, copy);
  for (const field of fields) at[field] = "planted";
  const under = place.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  const pointers = fields.map((field) => `${under}/${field}`);
  return { body: copy, pointers, forms: several ? under : undefined };
}
