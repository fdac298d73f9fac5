import type { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Figures } from "../../parts/facts.tsx";
import { compensationWords } from "../../words/compensation.ts";

const words = wordsOf(compensationWords);
type Preview = Awaited<ReturnType<typeof api.previewCompensation>>;

/** Whom it would reach and what that costs, counted now; nothing is given. */
export function Audience({ preview }: { readonly preview: Preview }) {
  const { rule, quotes, shoppers, vouchers, cost, left_out, spent, complete } = preview;
  return (
    <Card title={words.audience} fact={words.audienceNow} kind="preview" flush>
      <Figures
        items={[
          { name: words.quotes, value: written.count(quotes) },
          { name: words.shoppers, value: written.count(shoppers) },
          { name: words.vouchers, value: written.count(vouchers) },
          { name: words.cost, value: written.money(cost, rule.currency) },
          { name: words.leftOut, value: written.count(left_out) },
          { name: words.before, value: written.money(spent, rule.currency) },
        ]}
      />
      {!complete && <p className="note padded">{words.incomplete}</p>}
    </Card>
  );
}
