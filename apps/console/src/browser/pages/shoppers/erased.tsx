import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import type { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { useZone } from "../../session.ts";
import { shoppersWords } from "../../words/shoppers.ts";

const words = wordsOf(shoppersWords);
export type ErasedShopper = Awaited<ReturnType<typeof api.eraseShopper>>;

/** What an erasure took and what stays. It takes the place of the form that held the focus, and takes the focus too. */
export function Erased({ erased: { erased_at, erased, kept } }: { readonly erased: ErasedShopper }) {
  const zone = useZone();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const counts = Object.entries(erased) as [keyof typeof erased, number][];
  return (
    <div ref={place} tabIndex={-1}>
      <Card title={words.erased} icon={CircleCheck} fact={words.erasedLead(written.moment(erased_at, zone))}>
        <Facts
          rows={[
            ...counts.map(([kind, count]) => [words.kinds[kind][0]!, written.count(count)] as const),
            [words.pseudonym, kept.pseudonym && <code className="anywhere">{kept.pseudonym}</code>],
          ]}
        />
        {kept.plans.length > 0 && (
          <p className="note">
            {words.keptPlans(kept.plans.length)}:{" "}
            {kept.plans.map((id) => (
              <Link key={id} to="/plans/$id" params={{ id }}>
                <code className="anywhere">{id}</code>{" "}
              </Link>
            ))}
          </p>
        )}
      </Card>
    </div>
  );
}
