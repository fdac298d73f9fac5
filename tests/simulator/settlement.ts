import { createHash } from "node:crypto";
import type { Dice } from "../model/dice.ts";
import { DAY_MS, HOUR_MS } from "./agenda.ts";
import type { SimulatedDatabase } from "./database.ts";
import type { Moved } from "./partner-book.ts";
import type { SimulatedServer } from "./server.ts";
import type { World } from "./world.ts";

/** A row of a settlement file: minor units, what comes in is positive. */
export interface FileRow {
  readonly reference: string;
  readonly request: string;
  readonly kind: "capture" | "refund" | "payout" | "other";
  readonly amount: number;
  readonly fee: number;
  readonly at: string;
}

/** What a partner did wrong on purpose, as it must show: why, and about what. */
export interface Planted {
  readonly reason: "missing_here" | "amount_differs" | "fee_differs" | "duplicate";
  readonly reference: string;
  readonly kind: FileRow["kind"];
}

/** What a partner has told so far. */
export interface Told {
  /** Rows that are as they should be, but for what it was paid out. */
  readonly sound: FileRow[];
  readonly planted: Planted[];
  /** Movements that a row of another amount or fee stands for. */
  readonly blurred: Set<string>;
  /** What it says to have paid out, over all files. */
  paidOut: number;
}

export interface Settlement {
  readonly told: ReadonlyMap<string, Told>;
  /** The last file of each partner, taken in when nothing fails any more. */
  tellAll(): Promise<void>;
}

interface SettlementSetting {
  readonly database: SimulatedDatabase;
  readonly world: Pick<World, "agenda" | "partners" | "server" | "running">;
  readonly roll: Dice;
  /** Tells a row that is wrong and notes nothing of it: the control that must be seen. */
  readonly lies: boolean;
}

const FIRST_DAY = "2026-01-01";
const LAST_DAY = "2999-12-31";
const KINDS: ReadonlySet<string> = new Set(["capture", "refund"]);
const MONTH_DAYS = 30;

/**
 * Partners say from time to time what they have taken and given back, each thing once, and what they paid out of it. Now and then a
 * row is left out, wrong, told twice, or about nobody; what should come of that is noted. A file is sent until it is taken in.
 */
export function settlements({ database, world, roll, lies }: SettlementSetting): Settlement {
  const { agenda, partners, server, running } = world;
  const desks = new Map([...partners.keys()].map((name) => [name, newDesk(name)]));

  function newDesk(name: string) {
    const told: Told = { sound: [], planted: [], blurred: new Set(), paidOut: 0 };
    return { name, told, asked: new Set<string>(), files: 0 };
  }
  type Desk = ReturnType<typeof newDesk>;

  /** What came of movements that no file has told, as rows; some of them wrong. */
  async function rowsOf({ name, told, asked }: Desk): Promise<FileRow[]> {
    const fees = await feesOf(database);
    const fresh = [...partners.get(name)!.book.moved.values()].filter(
      ({ kind, state, request }) => KINDS.has(kind) && state === "done" && !asked.has(request),
    );
    for (const { request } of fresh) asked.add(request);
    return fresh.flatMap((one) => {
      const row = toRow(one, fees.get(one.request) ?? 0);
      if (row.kind === "capture" && roll(4) === 0) return wrong(told, row);
      told.sound.push(row);
      return [row];
    });
  }

  function wrong({ sound, planted, blurred }: Told, row: FileRow): FileRow[] {
    const { reference, request, kind } = row;
    const plant = (reason: Planted["reason"]) => planted.push({ reason, reference, kind });
    switch (roll(5)) {
      case 0:
        return [];
      case 1:
        blurred.add(reference);
        plant("amount_differs");
        return [{ ...row, amount: row.amount + 1 + roll(500) }];
      case 2:
        blurred.add(reference);
        plant("fee_differs");
        return [{ ...row, fee: row.fee + 1 + roll(50) }];
      case 3:
        sound.push(row);
        plant("duplicate");
        return [row, row];
      default: {
        sound.push(row);
        const unknown = { ...row, reference: `nobody_${request}`, request: "" };
        planted.push({ reason: "missing_here", reference: unknown.reference, kind });
        return [row, unknown];
      }
    }
  }

  /** Undefined where there is nothing to tell. */
  async function write(
    desk: Desk,
    isLast: boolean,
  ): Promise<{ readonly text: string; readonly until: string } | undefined> {
    const { name, told } = desk;
    const rows = await rowsOf(desk);
    const at = new Date(agenda.now()).toISOString();
    desk.files += 1;
    if (isLast) {
      // So that the last file is there even where nothing else is left to tell.
      const reference = `service_${name}`;
      rows.push({ reference, request: "", kind: "other", amount: -500, fee: 0, at });
      told.planted.push({ reason: "missing_here", reference, kind: "other" });
      if (lies) rows.push({ ...rows[0]!, reference: "nobody_at_all", request: "" });
    }
    if (rows.length === 0) return undefined;
    const paidOut = rows.reduce((sum, { amount, fee }) => sum + amount - fee, 0);
    const reference = `payout_${name}_${desk.files}`;
    if (paidOut !== 0) rows.push({ reference, request: "", kind: "payout", amount: -paidOut, fee: 0, at });
    told.paidOut += paidOut;
    const until = isLast ? LAST_DAY : new Date(agenda.now() - DAY_MS).toISOString().slice(0, 10);
    return { text: textOf(rows), until };
  }

  /** Asks a server to take a file in; false where it ended on the way. */
  async function hand(asked: SimulatedServer, partner: string, { text, until }: { text: string; until: string }) {
    const bytes = new TextEncoder().encode(text);
    const hash = createHash("sha256").update(bytes).digest("hex");
    const read = async function* () {
      yield bytes;
    };
    const file = { hash, bytes: bytes.length, read, remove: async () => {} };
    const days = { from: FIRST_DAY, until };
    const taken = await asked.unlessEnded(asked.importFile({ by: partner, partner, file, days }));
    if (taken && !taken.ok) throw new Error(`a settlement file is refused: ${taken.error.code}`);
    return taken !== undefined;
  }

  async function tell(desk: Desk): Promise<void> {
    agenda.at(agenda.now() + (MONTH_DAYS / 2 + roll(MONTH_DAYS)) * DAY_MS, () => tell(desk));
    const file = await write(desk, false);
    if (!file) return;
    const send = async (): Promise<void> => {
      // Now and then it comes twice at once.
      const asked = roll(4) === 0 ? running() : [server()];
      const taken = await Promise.all(asked.map((each) => hand(each, desk.name, file)));
      if (!taken.includes(true)) agenda.at(agenda.now() + roll(6 * HOUR_MS), send);
    };
    await send();
  }

  for (const desk of desks.values()) agenda.at(agenda.now() + (5 + roll(MONTH_DAYS)) * DAY_MS, () => tell(desk));
  return {
    told: new Map([...desks].map(([name, { told }]) => [name, told])),
    async tellAll() {
      for (const desk of desks.values()) {
        const file = await write(desk, true);
        await hand(server(), desk.name, file!);
      }
    },
  };
}

const toRow = ({ reference, request, kind, amount, atMs }: Moved, fee: number): FileRow => ({
  reference,
  request,
  kind: kind as FileRow["kind"],
  amount: kind === "capture" ? amount : -amount,
  fee,
  at: new Date(atMs).toISOString(),
});

const textOf = (rows: readonly FileRow[]): string =>
  `${["reference,request,kind,amount,fee,currency,at", ...rows.map(lineOf)].join("\n")}\n`;

const lineOf = ({ reference, request, kind, amount, fee, at }: FileRow): string =>
  [reference, request, kind, amount, fee, "CNY", at].join(",");

/** What was agreed that the store bears, by the movement that it is for: of a plan's first capture, of its first refund, and so on. */
async function feesOf(database: SimulatedDatabase): Promise<ReadonlyMap<string, number>> {
  const rows = await database.rows<{ request: string; fee: number }>(`
    with borne as (
      select e.plan_id, e.kind, sum(p.amount) filter (where p.account in ('merchant_subsidy', 'partner_fees')) as fee,
        row_number() over (partition by e.plan_id, e.kind order by e.seq) as place
      from ledger_entry e join posting p on p.entry_seq = e.seq where e.kind in ('activate', 'refund')
      group by e.seq, e.plan_id, e.kind
    ), moved as (
      select plan_id, request, kind, row_number() over (partition by plan_id, kind order by n) as place
      from plan_movement where kind in ('capture', 'refund')
    )
    select request, coalesce(fee, 0)::integer as fee from moved m join borne b on b.plan_id = m.plan_id and b.place = m.place
      and b.kind = case m.kind when 'capture' then 'activate' else 'refund' end`);
  return new Map(rows.map(({ request, fee }) => [request, fee]));
}
