import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Choice } from "../../parts/fields.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { Sideways } from "../../parts/sideways.tsx";
import { useZone } from "../../session.ts";
import { useUrlState } from "../../url-state.ts";
import { adjustmentCompareWords } from "../../words/adjustment-compare.ts";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { CompareImpact } from "./compare-impact.tsx";
import { toForm } from "./draft-form.ts";
import { partsOf } from "./draft-parts.ts";
import { adjustmentQuery, catalogueQuery, newestAdjustments, useTitleOf } from "./queries.ts";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";
import { AdjustmentState } from "./state.tsx";

const words = wordsOf(adjustmentCompareWords);
const names = wordsOf(adjustmentsWords);
const fields = wordsOf(adjustmentDraftWords);

/** Two proposals side by side: what they say, and what they come to for the same recorded carts. */
export default function Compare() {
  const [{ a, b }, change] = useUrlState();
  const newest = useQuery(newestAdjustments);
  return (
    <Page title={words.title} up={{ to: "/adjustments", text: names.title }} facts={<span>{words.lead}</span>}>
      <Loaded query={newest} rows={10}>
        {({ items }) => (
          <>
            <div className="fields compare-choice">
              <Which label={words.first} value={a} items={items} onChange={(id) => change({ a: id })} />
              <Which label={words.second} value={b} items={items} onChange={(id) => change({ b: id })} />
            </div>
            {a && b ? <Both a={a} b={b} /> : <p className="note">{words.chooseTwo}</p>}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface WhichProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly items: readonly AdjustmentRecord[];
  readonly onChange: (id: string) => void;
}

function Which({ label, value = "", items, onChange }: WhichProps) {
  const titleOf = useTitleOf();
  const named = items.map(({ id, adjustment, state }): [string, string] => [
    id,
    `${titleOf(adjustment)} · ${names.states[state]} (${id})`,
  ]);
  const known = value === "" || items.some(({ id }) => id === value) ? [] : [[value, value] as [string, string]];
  return <Choice label={label} value={value} choices={[["", words.choose], ...known, ...named]} onChange={onChange} />;
}

function Both({ a, b }: { readonly a: string; readonly b: string }) {
  const first = useQuery(adjustmentQuery(a));
  const second = useQuery(adjustmentQuery(b));
  const catalogue = useQuery(catalogueQuery);
  return (
    <Loaded query={catalogue} rows={8}>
      {({ catalogue }) => (
        <Loaded query={first} rows={8}>
          {(one) => (
            <Loaded query={second} rows={8}>
              {(other) => <Sides records={[one, other]} catalogue={catalogue} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

interface SidesProps {
  readonly records: readonly [AdjustmentRecord, AdjustmentRecord];
  readonly catalogue: Catalogue;
}

function Sides({ records, catalogue }: SidesProps) {
  const zone = useZone();
  const [first, second] = records.map(({ adjustment }) => partsOf(toForm(adjustment, { zone, catalogue }), catalogue));
  return (
    <div className="column">
      <Card title={words.proposals} fact={words.differences} flush>
        <Sideways label={words.differences}>
          <table className="table conflict compare">
            <thead>
              <tr>
                <th>{fields.field}</th>
                {records.map((record) => (
                  <th key={record.id}>
                    <Link to="/adjustments/$id" params={{ id: record.id }}>
                      <code>{record.id}</code>
                    </Link>{" "}
                    {names.draftNo(record.version)} <AdjustmentState record={record} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {first!.map(([name, text], at) => (
                <tr key={name} className={text === second![at]![1] ? undefined : "preview"}>
                  <th scope="row">{name}</th>
                  <td className="keep">{text || "—"}</td>
                  <td className="keep">{second![at]![1] || "—"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      </Card>
      <CompareImpact records={records} />
    </div>
  );
}
