import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { wordsOf, written } from "../locale.ts";
import { useZone } from "../session.ts";
import { partsWords } from "../words/parts.ts";
import { Failure, Skeleton } from "./failure.tsx";

const words = wordsOf(partsWords);
const SLOW_MS = 3_000;

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** The states of a fetched thing: its place kept while it loads, why it failed, old values with their time, the thing. */
export function Loaded<T>({ query, rows, children }: LoadedProps<T>) {
  const zone = useZone();
  const slow = useSlow(query.isPending);
  if (query.data === undefined) {
    if (query.isError) return <Failure error={query.error} again={() => void query.refetch()} />;
    return (
      <>
        <Skeleton {...(rows === undefined ? {} : { rows })} />
        {slow && <p className="note">{words.slow}</p>}
      </>
    );
  }
  return (
    <>
      {query.isError && (
        <p className="stale" role="status">
          {words.stale(written.clock(new Date(query.dataUpdatedAt).toISOString(), zone))}
          <button type="button" className="link" onClick={() => void query.refetch()}>
            {words.refresh}
          </button>
        </p>
      )}
      {children(query.data)}
    </>
  );
}

function useSlow(pending: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!pending) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [pending]);
  return slow;
}
