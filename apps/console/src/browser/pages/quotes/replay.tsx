import { useMutation } from "@tanstack/react-query";
import { Equal, EqualNot, RefreshCw } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { refusalText } from "../../parts/failure.tsx";
import { useZone } from "../../session.ts";
import { quotesWords } from "../../words/quotes.ts";
import type { Traced } from "./checks.ts";

const words = wordsOf(quotesWords);

/** `9f2c 41d7 8e03 b65a … 77c1 e41b`: enough of a digest to compare by eye; the whole is its title. */
function Digest({ hex }: { hex: string }) {
  const four = (from: number) => hex.slice(from, from + 4);
  return <code title={hex}>{`${four(0)} ${four(4)} ${four(8)} ${four(12)} … ${four(56)} ${four(60)}`}</code>;
}

/** The verdict of replaying the quote, its two digests, and the same through the API, as anybody with a key can. */
export function Replay({ traced: { quote, replay, moments } }: { traced: Traced }) {
  const zone = useZone();
  const again = useMutation({
    mutationFn: async () => {
      const answered = await api.readQuote(quote.id);
      const replayed = await api.replay(answered.token);
      return { same: JSON.stringify(answered) === JSON.stringify(replayed), at: new Date().toISOString() };
    },
  });
  const own = moments.find(({ why }) => why === "quote");
  const good = replay.verdict === "same";
  const [title, lead] = {
    same: [words.same, words.sameLead(own?.options ?? 0, own?.missing ?? 0)],
    engine_changed: [words.engineChanged, words.engineChangedLead(replay.recorded_by, replay.replayed_by)],
    differs: [words.differs, words.differsLead],
  }[replay.verdict] as [string, string];
  const Icon = good ? Equal : EqualNot;
  return (
    <section className="card replay-verdict" aria-label={title}>
      <span className={good ? "verdict-icon" : "verdict-icon paused"} aria-hidden="true">
        <Icon size={20} />
      </span>
      <div className="verdict-words">
        <h2>{title}</h2>
        <p className="quiet keep">{lead}</p>
        <p role="status" className="note">
          {again.data && (again.data.same ? words.againDone : words.againDiffers)(written.clock(again.data.at, zone))}
          {again.isError && refusalText(again.error)}
        </p>
      </div>
      <dl>
        <dt>{words.recorded}</dt>
        <dd>
          <Digest hex={replay.recorded} />
        </dd>
        <dt>{words.replayed}</dt>
        <dd>
          <Digest hex={replay.replayed} />
        </dd>
      </dl>
      <dl>
        <dt>{words.engine}</dt>
        <dd>
          <code>{replay.recorded_by}</code>
        </dd>
        <dt>{words.catalogue}</dt>
        <dd>
          <code title={quote.catalogue_version}>{quote.catalogue_version.slice(0, 12)}</code>
        </dd>
      </dl>
      <dl>
        <dt>{words.size}</dt>
        <dd>{words.bytes(written.count(replay.bytes))}</dd>
        <dt>{words.took}</dt>
        <dd>{replay.milliseconds.toFixed(1)} ms</dd>
      </dl>
      <button
        type="button"
        className="btn"
        title="POST /v1/quotes/replay"
        disabled={again.isPending}
        onClick={() => again.mutate()}
      >
        <RefreshCw size={16} aria-hidden="true" />
        {words.again}
      </button>
    </section>
  );
}
