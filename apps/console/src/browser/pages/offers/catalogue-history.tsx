import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure, Skeleton } from "../../parts/failure.tsx";
import { Person } from "../../parts/person.tsx";
import { Table } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { offersWords } from "../../words/offers.ts";
import { partsWords } from "../../words/parts.ts";

const words = wordsOf(offersWords);
const parts = wordsOf(partsWords);

interface HistoryProps {
  readonly open: boolean;
  readonly inForce: string;
  readonly onClose: () => void;
}

/** Every version of the catalogue, newest first. */
export function CatalogueHistory({ open, inForce, onClose }: HistoryProps) {
  const versions = useInfiniteQuery({
    queryKey: ["catalogue", "versions"],
    queryFn: ({ pageParam, signal }) => api.catalogueVersions(pageParam ? { cursor: pageParam } : {}, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    enabled: open,
  });
  const rows = versions.data?.pages.flatMap(({ items }) => items) ?? [];
  const newest = rows[0]?.seq;
  return (
    <Dialog title={words.history} open={open} onClose={onClose} wide>
      <p className="note">{words.historyNote}</p>
      {versions.isPending && <Skeleton />}
      {versions.isError && <Failure error={versions.error} again={() => void versions.refetch()} />}
      <Table
        label={words.history}
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        rowClass={({ seq }) => (seq === newest ? "now" : undefined)}
        columns={[
          { id: "seq", title: "#", kind: "number", width: "64px", cell: ({ seq }) => seq },
          {
            id: "version",
            title: words.version,
            kind: "mono",
            cell: ({ version, seq }) => (
              <>
                {version} {version === inForce && seq === newest && <b>{words.inForceNow}</b>}
              </>
            ),
          },
          { id: "at", title: words.at, cell: ({ created_at }) => <When at={created_at} /> },
          { id: "by", title: words.by, cell: ({ created_by }) => <Person id={created_by} /> },
        ]}
      />
      {versions.hasNextPage && (
        <button type="button" className="btn" onClick={() => void versions.fetchNextPage()}>
          {parts.more}
        </button>
      )}
    </Dialog>
  );
}
