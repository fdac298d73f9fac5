import { formatInstant, type Instant, localDay, parseInstant, toIsoDate } from "@fenqi/core/calendar";
import { assert, type Currency } from "@fenqi/core/money";
import { bookFile, explainRows, packing, type Sums, sumUp } from "@fenqi/core/reconciliation";
import type { LiveCatalogues } from "./live-catalogues.ts";
import type {
  Change,
  ChangeStore,
  Clock,
  Days,
  Ids,
  MovementPlace,
  ReadSettlementFile,
  ReconciliationRow,
  ReconciliationStore,
  SettlementFileError,
  SettlementRow,
  SpooledFile,
  Stretch,
} from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { someAtOnce } from "./some-at-once.ts";

export interface ImportDeps {
  readonly reconciliations: ReconciliationStore;
  readonly changes: ChangeStore;
  readonly live: LiveCatalogues;
  readonly ids: Ids;
  readonly now: Clock;
}

export interface ImportSettlement {
  readonly merchant: string;
  /** The person who asks. */
  readonly by: string;
  readonly partner: string;
  readonly file: SpooledFile;
  readonly reader: ReadSettlementFile;
  /** The days that the file is about; those of its first and last row where absent. */
  readonly days: Partial<Days>;
}

/** About so many rows, and whole pieces of a file. */
const PAGE = 10_000;
/** Pages that the store works on side by side. */
const AT_ONCE = 2;
const LOOSE_PAGE = 1_000;

/**
 * Imports a partner's file and matches it with the books, both ways: every row is matched or an exception, and so is every movement of
 * the file's days. What is settled is booked when all is known, in one transaction.
 *
 * The same file again answers what it came to. One whose import broke off goes on. A file that is not sound leaves no trace.
 */
export async function importSettlement(
  deps: ImportDeps,
  command: ImportSettlement,
): Promise<Result<ReconciliationRow>> {
  const { merchant, by, partner, file } = command;
  const catalogue = deps.live.of(merchant);
  if (!catalogue) return refuse({ code: "catalogue_missing" });
  if (!catalogue.record.catalogue.partners.some(({ id }) => id === partner)) {
    return refuse({ code: "unknown_partner", partner });
  }
  const nowMs = deps.now();
  const row = await deps.reconciliations.open(merchant, {
    id: deps.ids.reconciliation(nowMs),
    partner,
    fileHash: file.hash,
    bytes: file.bytes,
    createdAt: formatInstant(nowMs),
    createdBy: by,
  });
  if (row.state === "done") return done(row);

  const dayOf = (at: Instant) => toIsoDate(localDay(parseInstant(at), catalogue.compiled.zone));
  const read = await readAll(deps, row, command);
  if (!read.ok) return read;
  const { first, last, file: sums } = read.value;
  const given = { from: command.days.from ?? dayOf(first), until: command.days.until ?? dayOf(last) };
  await explainLoose(deps, row);
  await missThere(deps, row, given);
  return done(await finish(deps, { ...row, days: given }, sums, dayOf));
}

type Tally = { -readonly [F in keyof Sums]: Sums[F] };

interface Read {
  readonly first: Instant;
  readonly last: Instant;
  /** What the file adds up to, counted apart from any matching. */
  readonly file: ReadonlyMap<Currency, Sums>;
}

async function readAll(
  { reconciliations, now }: ImportDeps,
  row: ReconciliationRow,
  { file, reader }: ImportSettlement,
): Promise<Result<Read>> {
  const sums = new Map<Currency, Tally>();
  let [first, last, at] = ["", "", ""];
  let n = 0;
  const isKept = keptIn(await reconciliations.keptRows(row));
  const adding = someAtOnce(AT_ONCE);
  const page = packing();
  /** Keeps the page, whose last row is `last`. */
  const add = (last: number) => {
    const rows = page.take();
    return rows.count === 0 ? undefined : adding.begin(() => reconciliations.addRows(row, last + 1 - rows.count, rows));
  };
  try {
    for await (const rows of reader(file.read())) {
      let fresh: SettlementRow[] = [];
      for (const told of rows) {
        n += 1;
        count(sums, told);
        if (told.at !== at) {
          at = told.at;
          if (first === "" || at < first) first = at;
          if (at > last) last = at;
        }
        if (!isKept(n)) {
          fresh.push(told);
          continue;
        }
        page.add(fresh);
        fresh = [];
        await add(n - 1);
      }
      page.add(fresh);
      if (page.count() >= PAGE) await add(n);
    }
    await add(n);
    await adding.ended();
  } catch (error) {
    await adding.ended().catch(() => undefined);
    if (!isUnsound(error)) throw error;
    await reconciliations.forget(row);
    return refuse({ code: "settlement_file_unsound", line: error.line, flaw: error.flaw });
  }
  const none = formatInstant(now());
  return done({ first: first || none, last: last || none, file: sums });
}

/** Adds a row to what its currency adds up to. */
function count(sums: Map<Currency, Tally>, { currency, amount, fee }: SettlementRow): void {
  const sum = sums.get(currency);
  if (!sum) {
    sums.set(currency, { rows: 1, amount, fee });
    return;
  }
  sum.rows += 1;
  sum.amount += amount;
  sum.fee += fee;
  assert(Number.isSafeInteger(sum.amount) && Number.isSafeInteger(sum.fee), "a sum is exact");
}

/** Whether a row is kept already; asked of rows in their order. */
function keptIn(stretches: readonly Stretch[]): (n: number) => boolean {
  let next = 0;
  return (n) => {
    while (next < stretches.length && n >= stretches[next]!.first + stretches[next]!.rows) next += 1;
    return next < stretches.length && n >= stretches[next]!.first;
  };
}

const isUnsound = (error: unknown): error is SettlementFileError =>
  error instanceof Error && error.name === "SettlementFileError";

async function explainLoose({ reconciliations }: ImportDeps, row: ReconciliationRow): Promise<void> {
  for (;;) {
    const rows = await reconciliations.looseRows(row, LOOSE_PAGE);
    if (rows.length === 0) return;
    const booked = await reconciliations.movements(row, [...new Set(rows.map(({ reference }) => reference))]);
    await reconciliations.explain(row, explainRows(rows, booked));
  }
}

/** Looks for what no file tells, before and behind the middle of what this one told, side by side. */
async function missThere(
  { reconciliations }: ImportDeps,
  row: ReconciliationRow,
  { from, until }: Days,
): Promise<void> {
  const first: MovementPlace = { on: from, entry: 0 };
  const last: MovementPlace = { on: until, entry: Number.MAX_SAFE_INTEGER };
  const middle = await reconciliations.middle(row);
  const isWithin = middle && middle.on >= from && middle.on <= until;
  const looking = someAtOnce(AT_ONCE);
  for (const [begin, end] of isWithin
    ? [[first, middle] as const, [middle, last] as const]
    : [[first, last] as const]) {
    await looking.begin(async () => {
      for (let place: MovementPlace | undefined = begin; place; ) {
        place = await reconciliations.missThere(row, place, end, PAGE);
      }
    });
  }
  await looking.ended();
}

/** Whoever is first ends it, and books what it comes to. */
function finish(
  { changes, now }: ImportDeps,
  row: ReconciliationRow,
  file: ReadonlyMap<Currency, Sums>,
  dayOf: (at: Instant) => string,
): Promise<ReconciliationRow> {
  return changes.run(row.merchant, async (change) => {
    const kept = await change.readReconciliation(row.id);
    if (kept?.state === "done") return kept;
    await change.clearMissing(row.id);
    const { counted, flows } = await change.countReconciliation(row.id);
    const at = formatInstant(now());
    const summary = sumUp(file, counted);
    const ended: ReconciliationRow = {
      ...row,
      state: "done",
      rows: summary.reduce((sum, { there }) => sum + there.rows, 0),
      summary,
      endedAt: at,
    };
    for (const each of summary) {
      const settled = flows.get(each.currency);
      // Only expected, and nothing of it came.
      if (!settled) continue;
      await change.book({
        kind: "settle_partner",
        bookedOn: dayOf(at),
        at,
        currency: each.currency,
        reference: row.id,
        lines: bookFile(row.partner, settled, each.there),
      });
    }
    await tellImported(change, ended, at);
    await change.endReconciliation(ended);
    return ended;
  });
}

function tellImported(
  change: Change,
  { id, partner, fileHash, rows, days, summary, createdBy }: ReconciliationRow,
  at: Instant,
) {
  return change.audit({
    stream: "reconciliation",
    action: "reconciliation.import",
    subject: id,
    after: { partner, file_hash: fileHash, rows, days, summary },
    by: createdBy,
    at,
  });
}
