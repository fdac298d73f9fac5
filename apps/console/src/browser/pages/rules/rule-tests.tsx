import { CircleCheck, CircleDashed, CircleX, Play, Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { download } from "../../parts/csv.ts";
import { refusalText } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { useKept } from "../../parts/kept.ts";
import { State } from "../../parts/state.tsx";
import { Table } from "../../parts/table.tsx";
import { useSession } from "../../session.ts";
import { rulesWords } from "../../words/rules.ts";
import type { Catalogue } from "../adjustments/reach.ts";
import { offerTitle } from "../adjustments/reach.ts";
import { edgeTests, type Outcome, outcomeOf, type RuleTest, requestFor } from "./rule-test.ts";

const words = wordsOf(rulesWords);
/** Tests made from the catalogue's own edges, for a first look. */
const SUGGESTED = 12;

interface RuleTestsProps {
  readonly catalogue: Catalogue;
  readonly market: string;
  readonly channel: string;
}

/** Sample carts with what they should get, run against the catalogue in force or a file. */
export function RuleTests({ catalogue, market, channel }: RuleTestsProps) {
  const { merchant } = useSession();
  const [kept, keep] = useKept<readonly RuleTest[] | null>(`${merchant.id}.rule-tests.${market}.${channel}`, null);
  const tests = kept ?? edgeTests(catalogue, market, channel, SUGGESTED);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [draft, setDraft] = useState<{ readonly name: string; readonly catalogue: Catalogue }>();
  const [running, setRunning] = useState<number>();
  const [failed, setFailed] = useState("");

  async function run() {
    const found = new Map<string, Outcome>();
    setFailed("");
    try {
      for (const test of tests) {
        setRunning(found.size);
        found.set(test.id, outcomeOf(test, await api.tryCart(requestFor(test, locale, draft?.catalogue))));
        setOutcomes(new Map(found));
      }
    } catch (error) {
      setFailed(refusalText(error));
    }
    setRunning(undefined);
  }
  async function choose(file: File | undefined) {
    setOutcomes(new Map());
    setFailed("");
    if (!file) return setDraft(undefined);
    try {
      setDraft({ name: file.name, catalogue: JSON.parse(await file.text()) as Catalogue });
    } catch {
      setFailed(words.badFile);
    }
  }
  const passed = [...outcomes.values()].filter(({ passes }) => passes).length;
  return (
    <Card
      title={words.tests}
      fact={words.testsFact}
      flush
      aside={
        <>
          <span>{draft ? words.draft(draft.name) : words.inForce}</span>
          <label className="btn quiet file">
            {words.chooseFile}
            <input type="file" accept="application/json,.json" onChange={(e) => void choose(e.target.files?.[0])} />
          </label>
          <button
            type="button"
            className="btn filled"
            disabled={running !== undefined || tests.length === 0}
            onClick={() => void run()}
          >
            <Play size={16} aria-hidden="true" />
            {running === undefined ? words.run : words.running(running, tests.length)}
          </button>
        </>
      }
    >
      <p className="pad" role="status">
        {outcomes.size > 0 && words.verdict(passed, outcomes.size)} {failed}
      </p>
      <Table
        label={words.tests}
        rows={tests}
        rowKey={({ id }) => id}
        columns={[
          { id: "name", title: words.name, cell: ({ name }) => name },
          { id: "offer", title: words.offer, cell: ({ offer }) => titleOf(offer, catalogue) },
          {
            id: "amount",
            title: words.amount,
            kind: "number",
            cell: (test) => written.money(test.amount, test.currency),
          },
          { id: "category", title: words.category, cell: ({ category }) => category },
          { id: "expected", title: words.expectation, cell: ({ expected }) => words[expected] },
          { id: "result", title: words.result, cell: ({ id }) => <Result outcome={outcomes.get(id)} /> },
          {
            id: "remove",
            title: words.remove,
            cell: ({ id, name }) => (
              <button
                type="button"
                className="icon-btn"
                aria-label={`${words.remove} ${name}`}
                onClick={() => keep(tests.filter((each) => each.id !== id))}
              >
                <Trash2 size={16} aria-hidden="true" />
              </button>
            ),
          },
        ]}
      />
      <NewTest
        catalogue={catalogue}
        market={market}
        channel={channel}
        onAdd={(test) => keep([...tests, test])}
        onExport={() =>
          download("rule-tests.json", new Blob([JSON.stringify(tests, null, 2)], { type: "application/json" }))
        }
      />
    </Card>
  );
}

const titleOf = (id: string, catalogue: Catalogue): string => {
  const offer = catalogue.offers.find((each) => each.id === id);
  return offer ? offerTitle(offer, catalogue, locale) : id;
};

function Result({ outcome }: { outcome: Outcome | undefined }) {
  if (!outcome) {
    return (
      <State icon={CircleDashed} tone="plain">
        {words.notRun}
      </State>
    );
  }
  const got = {
    available: words.gotAvailable,
    missing: words.got(outcome.codes.join(", ")),
    nowhere: words.outOfScope,
  }[outcome.got];
  return (
    <>
      <State icon={outcome.passes ? CircleCheck : CircleX} tone={outcome.passes ? "good" : "bad"}>
        {outcome.passes ? words.passes : words.fails}
      </State>{" "}
      <span className="quiet">{got}</span>
    </>
  );
}

interface NewTestProps extends RuleTestsProps {
  readonly onAdd: (test: RuleTest) => void;
  readonly onExport: () => void;
}

function NewTest({ catalogue, market, channel, onAdd, onExport }: NewTestProps) {
  const offers = catalogue.offers.filter(
    ({ markets, channels }) => markets.includes(market) && channels.includes(channel),
  );
  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    const offer = offers.find(({ id }) => id === text("offer"));
    onAdd({
      id: crypto.randomUUID(),
      name: text("name"),
      amount: Math.round(Number(text("amount")) * 100),
      category: text("category"),
      market,
      channel,
      currency: offer?.currency ?? "CNY",
      student: form.has("student"),
      firstOrder: form.has("first_order"),
      offer: text("offer"),
      expected: text("expected") === "missing" ? "missing" : "available",
    });
    event.currentTarget.reset();
  }
  return (
    <form className="new-test" onSubmit={add}>
      <Field label={words.name}>{(control) => <input {...control} name="name" required maxLength={80} />}</Field>
      <Field label={words.offer}>
        {(control) => (
          <select {...control} name="offer">
            {offers.map((offer) => (
              <option key={offer.id} value={offer.id}>
                {offerTitle(offer, catalogue, locale)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.amount}>
        {(control) => <input {...control} name="amount" type="number" min="0.01" step="0.01" required />}
      </Field>
      <Field label={words.category}>
        {(control) => <input {...control} name="category" defaultValue="phone" required />}
      </Field>
      <Field label={words.expectation}>
        {(control) => (
          <select {...control} name="expected">
            <option value="available">{words.available}</option>
            <option value="missing">{words.missing}</option>
          </select>
        )}
      </Field>
      <label className="check">
        <input type="checkbox" name="student" />
        {words.student}
      </label>
      <label className="check">
        <input type="checkbox" name="first_order" />
        {words.firstOrder}
      </label>
      <button type="submit" className="btn">
        <Plus size={16} aria-hidden="true" />
        {words.add}
      </button>
      <button type="button" className="btn quiet" onClick={onExport}>
        {words.export}
      </button>
      <p className="note">{words.kept}</p>
    </form>
  );
}
