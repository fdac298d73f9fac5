import { reachTitle } from "@fenqi/words/announcement";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { locale, wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import { useNow } from "../../parts/when.tsx";
import { useSession } from "../../session.ts";
import { todayWords } from "../../words/today.ts";
import { announcementsQuery } from "../adjustments/queries.ts";

const words = wordsOf(todayWords);
const SOON_MS = 86_400_000;

/** What the public was promised and when it falls due, and how promises were kept. */
export function PromisesCard() {
  const { merchant } = useSession();
  const now = useNow();
  const told = useQuery(announcementsQuery(merchant.id));
  const kept = told.data?.promises.filter(({ outcome }) => outcome === "kept").length ?? 0;
  return (
    <Card title={words.promises} aside={told.data && words.kept(kept, told.data.promises.length)}>
      <Loaded query={told} rows={4}>
        {({ in_force, upcoming }) => {
          const moments = [...in_force, ...upcoming]
            .flatMap((announcement) => {
              const { back, kind } = announcement;
              // What only informs brings nothing back; that more will be said is a promise too.
              if (kind === "inform" && back.kind !== "update_by") return [];
              const at = back.kind === "at" ? back.at : back.kind === "window" ? back.until : undefined;
              const due = back.kind === "update_by" ? back.by : at;
              if (due === undefined || back.kind === "none") return [];
              return [{ at: due, announcement, what: words.promiseKinds[back.kind] }];
            })
            .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
          if (moments.length === 0) return <p className="note">{words.noPromises}</p>;
          return (
            <Timeline
              moments={moments.map(({ at, announcement, what }) => ({
                at,
                tone: Date.parse(at) - now < SOON_MS ? "paused" : "open",
                text: (
                  <Link to="/adjustments/$id" params={{ id: announcement.id }}>
                    {reachTitle(announcement, locale)}
                    {locale === "en" ? ": " : "："}
                    {what}
                  </Link>
                ),
              }))}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
