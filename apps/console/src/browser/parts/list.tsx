import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { wordsOf } from "../locale.ts";
import { useSession } from "../session.ts";
import { type UrlState, useUrlState } from "../url-state.ts";
import { partsWords } from "../words/parts.ts";
import { type BulkAction, BulkBar } from "./bulk.tsx";
import { csvOf, download } from "./csv.ts";
import { Empty, Failure, Skeleton } from "./failure.tsx";
import { type Filter, Filters } from "./filters.tsx";
import { useKept } from "./kept.ts";
import { type Column, Table } from "./table.tsx";
import { isTyping } from "./typing.ts";

const words = wordsOf(partsWords);
const ROWS = "50";
const EXPORT_PAGES = 200;

/** Where to go on, and how many rows; as many as the server gives at once where it is not said. */
interface PageAsked {
  readonly cursor?: string;
  readonly limit?: string;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

interface ListProps<T> {
  /** Names the list in caches, kept columns and views: `plans`. */
  readonly name: string;
  /** Tells lists of one name apart, such as those of two accounts. */
  readonly of?: string;
  readonly label: string;
  /** One page of rows for these filters; the server filters, sorts and pages. */
  readonly fetchPage: (filters: UrlState, page: PageAsked, signal: AbortSignal) => Promise<ListPage<T>>;
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  /** Address of a row's own page; Enter opens it. */
  readonly open?: (row: T) => string;
  readonly rowClass?: (row: T) => string | undefined;
  readonly filters?: readonly Filter[];
  readonly bulk?: readonly BulkAction<T>[];
  /** What will stand here, and one thing to do. */
  readonly empty: ReactNode;
}

/**
 * A list as every page of the console has it: filters in the address, saved views, chosen columns, 50 rows a page from the
 * server, J/K and Enter, actions on several rows, and an export of everything that the filters let through.
 */
export function List<T>(props: ListProps<T>) {
  const { name, of = "", label, fetchPage, columns, rowKey, open, rowClass, filters = [], bulk = [], empty } = props;
  const [url, setUrl] = useUrlState();
  const { user } = useSession();
  const [chosen, setChosen] = useKept<readonly string[] | null>(`${user.id}.columns.${name}`, null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [exported, setExported] = useState<number>();
  const asked = useMemo(() => pick(url, filters), [url, filters]);

  const pages = useInfiniteQuery({
    queryKey: [name, "list", of, asked],
    queryFn: ({ pageParam, signal }) => fetchPage(asked, { ...after(pageParam), limit: ROWS }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = columns.filter(({ id, optional }) => (chosen ? chosen.includes(id) : !optional));
  const table = useRef<HTMLDivElement>(null);
  useRowKeys(table, rows, open);

  async function exportAll() {
    const all: T[] = [];
    let cursor: string | undefined;
    const signal = new AbortController().signal;
    for (let page = 0; page < EXPORT_PAGES; page++) {
      const answer = await fetchPage(asked, after(cursor), signal);
      all.push(...answer.items);
      setExported(all.length);
      if (answer.next_cursor === null) break;
      cursor = answer.next_cursor;
    }
    const written = columns.filter((column) => column.value);
    const cells = all.map((row) => written.map(({ value }) => value?.(row) ?? null));
    download(
      `${name}.csv`,
      csvOf(
        written.map(({ title }) => title),
        cells,
      ),
    );
    setExported(undefined);
  }

  const marking: Column<T> = {
    id: "marked",
    title: "",
    width: "32px",
    cell: (row) => (
      <input
        type="checkbox"
        aria-label={words.selectRow}
        checked={marked.has(rowKey(row))}
        onChange={() => setMarked(toggled(marked, rowKey(row)))}
      />
    ),
  };

  return (
    <>
      <Filters
        filters={filters}
        state={url}
        onChange={setUrl}
        viewsOf={`${user.id}.views.${name}`}
        columns={columns}
        chosen={shown.map(({ id }) => id)}
        onColumns={setChosen}
        tools={
          <button
            type="button"
            className="btn quiet"
            disabled={exported !== undefined}
            onClick={() => void exportAll()}
          >
            <Download size={16} aria-hidden="true" />
            {exported === undefined ? words.export : words.exporting(exported)}
          </button>
        }
      />
      {marked.size > 0 && (
        <BulkBar
          actions={bulk}
          rows={rows.filter((row) => marked.has(rowKey(row)))}
          nameOf={rowKey}
          onDone={() => void pages.refetch()}
          onClear={() => setMarked(new Set())}
        />
      )}
      <div className="card list" ref={table}>
        {pages.isPending && <Skeleton rows={10} />}
        {pages.isError && <Failure error={pages.error} again={() => void pages.refetch()} />}
        {pages.isSuccess && rows.length === 0 && <Empty>{Object.keys(asked).length > 0 ? words.nothing : empty}</Empty>}
        {rows.length > 0 && (
          <Table
            label={label}
            columns={bulk.length > 0 ? [marking, ...shown] : shown}
            rows={rows}
            rowKey={rowKey}
            {...(rowClass ? { rowClass } : {})}
          />
        )}
        {pages.hasNextPage && (
          <button
            type="button"
            className="btn more"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {words.more}
          </button>
        )}
      </div>
      <p className="note" role="status">
        {pages.isSuccess && words.rows(rows.length) + (pages.hasNextPage ? "+" : "")}
      </p>
    </>
  );
}

const after = (cursor: string | undefined): PageAsked => (cursor === undefined ? {} : { cursor });

/** The filters that the address holds. */
function pick(url: UrlState, filters: readonly Filter[]): UrlState {
  const held = filters
    .map(({ id }) => [id, url[id]] as const)
    .filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(held);
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** J and K move through the rows, Enter opens the one that holds the focus. */
function useRowKeys<T>(table: React.RefObject<HTMLDivElement | null>, rows: readonly T[], open?: (row: T) => string) {
  const navigate = useNavigate();
  useEffect(() => {
    const at = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const lines = [...(table.current?.querySelectorAll<HTMLElement>("tbody tr") ?? [])];
      const now = lines.findIndex((line) => line.classList.contains("at"));
      if (event.key === "j" || event.key === "k") {
        const next = lines[Math.max(0, Math.min(lines.length - 1, now + (event.key === "j" ? 1 : -1)))];
        for (const line of lines) line.classList.toggle("at", line === next);
        next?.scrollIntoView({ block: "nearest" });
        next?.querySelector<HTMLElement>("a, button")?.focus({ preventScroll: true });
      } else if (event.key === "Enter" && now >= 0 && open && !(event.target instanceof HTMLAnchorElement)) {
        const row = rows[now];
        if (row !== undefined) void navigate({ to: open(row) });
      }
    };
    addEventListener("keydown", at);
    return () => removeEventListener("keydown", at);
  }, [table, rows, open, navigate]);
}
