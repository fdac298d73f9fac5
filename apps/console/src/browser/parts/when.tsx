import { useEffect, useState } from "react";
import { ago, written } from "../locale.ts";
import { useZone } from "../session.ts";

const TICK_MS = 30_000;

/** Now, in milliseconds, moving on its own. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** An instant in the merchant's zone; the title says how long ago and names the zone. */
export function When({ at, relative = false }: { readonly at: string; readonly relative?: boolean }) {
  const zone = useZone();
  const now = useNow();
  const absolute = written.moment(at, zone);
  const apart = ago(at, now);
  return (
    <time dateTime={at} title={`${relative ? absolute : apart} (${written.zone(zone)})`}>
      {relative ? apart : absolute}
    </time>
  );
}

/** A calendar date, such as a due date. */
export const Day = ({ on }: { readonly on: string }) => <time dateTime={on}>{written.date(on)}</time>;
