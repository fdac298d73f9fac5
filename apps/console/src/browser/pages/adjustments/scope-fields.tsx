import { locale, wordsOf } from "../../locale.ts";
import { Choice, Text } from "../../parts/fields.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { ScopeForm } from "./draft-form.ts";
import { type Catalogue, offerTitle } from "./reach.ts";

const words = wordsOf(adjustmentsWords);

interface ScopeFieldsProps {
  readonly value: ScopeForm;
  readonly catalogue: Catalogue;
  readonly onChange: (scope: ScopeForm) => void;
}

/** A part that is chosen bounds the ones after it; `all` leaves it open. */
export function ScopeFields({ value, catalogue, onChange }: ScopeFieldsProps) {
  const { partners, offers } = catalogue;
  const change = (part: Partial<ScopeForm>) => onChange({ ...value, ...part });
  const of = offers.filter(
    ({ partner, method }) =>
      (value.partner === "" || partner === value.partner) && (value.method === "" || method === value.method),
  );
  const all = (what: string): [string, string] => ["", words.allShort(what)];
  const unique = (values: readonly string[]) => [...new Set(values)];
  return (
    <>
      <Choice
        label={words.partner}
        value={value.partner}
        choices={[all(words.partner), ...partners.map(({ id, name }): [string, string] => [id, name[locale]])]}
        onChange={(partner) => change({ partner, method: "", offer: "", count: "" })}
      />
      <Choice
        label={words.method}
        value={value.method}
        choices={[
          all(words.method),
          ...unique(
            offers.filter(({ partner }) => value.partner === "" || partner === value.partner).map((one) => one.method),
          ).map((method): [string, string] => [method, words.methods[method] ?? method]),
        ]}
        onChange={(method) => change({ method, offer: "", count: "" })}
      />
      <Choice
        label={words.count}
        value={value.count}
        choices={[
          all(words.count),
          ...unique(of.flatMap(({ count }) => (count === null ? [] : String(count))))
            .sort((a, b) => Number(a) - Number(b))
            .map((count): [string, string] => [count, count]),
        ]}
        onChange={(count) => change({ count, offer: "" })}
      />
      <Choice
        label={words.offer}
        value={value.offer}
        choices={[
          all(words.offer),
          ...of
            .filter(({ count }) => value.count === "" || String(count) === value.count)
            .map((offer): [string, string] => [offer.id, `${offerTitle(offer, catalogue, locale)} (${offer.id})`]),
        ]}
        onChange={(offer) => change({ offer })}
      />
      <Choice
        label={words.market}
        value={value.market}
        choices={[
          all(words.market),
          ...unique(of.flatMap(({ markets }) => markets)).map((one): [string, string] => [one, one]),
        ]}
        onChange={(market) => change({ market })}
      />
      <Choice
        label={words.channel}
        value={value.channel}
        choices={[
          all(words.channel),
          ...unique(of.flatMap(({ channels }) => channels)).map((one): [string, string] => [
            one,
            words.channels[one] ?? one,
          ]),
        ]}
        onChange={(channel) => change({ channel })}
      />
      <Text label={words.category} value={value.category} onChange={(category) => change({ category })} />
      <Text label={words.segment} value={value.segment} onChange={(segment) => change({ segment })} />
    </>
  );
}
