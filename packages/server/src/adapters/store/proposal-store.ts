import { type Kysely, sql } from "kysely";
import type { ByHand, ProposalChange, ProposalRow, ProposalStore } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

interface ProposalRecord extends Omit<ProposalRow, "command" | "at" | "decided_at"> {
  readonly command: string;
  readonly at: Date;
  readonly decided_at: Date | null;
}

const COLUMNS = sql`id, plan_id as plan, command, state, by, at, decided_by, decided_at, note, refusal`;

const toProposal = ({ command, at, decided_at, ...row }: ProposalRecord): ProposalRow => ({
  ...row,
  command: JSON.parse(command) as ByHand,
  at: at.toISOString(),
  decided_at: decided_at?.toISOString() ?? null,
});

export const proposalStore = (db: Kysely<Tables>): ProposalStore => ({
  async list(merchant, { state, plan }, before, limit) {
    const { rows } = await sql<ProposalRecord>`
      select ${COLUMNS} from plan_proposal
      where merchant_id = ${merchant} and (${state ?? null}::text is null or state = ${state ?? null})
        and (${plan ?? null}::text is null or plan_id = ${plan ?? null})
        and (${before ?? null}::text is null or id < ${before ?? null})
      order by id desc limit ${limit}`.execute(db);
    return rows.map(toProposal);
  },
});

export const proposalChangeIn = (trx: Kysely<Tables>, merchant: string): ProposalChange => ({
  async readProposal(id) {
    const { rows } = await sql<ProposalRecord>`
      select ${COLUMNS} from plan_proposal where merchant_id = ${merchant} and id = ${id} for update`.execute(trx);
    return rows[0] && toProposal(rows[0]);
  },

  async saveProposal({ id, plan, command, state, by, at, decided_by, decided_at, note, refusal }) {
    await sql`
      insert into plan_proposal (merchant_id, id, plan_id, command, state, by, at, decided_by, decided_at, note, refusal)
      values (${merchant}, ${id}, ${plan}, ${JSON.stringify(command)}, ${state}, ${by}, ${at}::timestamptz, ${decided_by},
        ${decided_at}::timestamptz, ${note}, ${refusal})
      on conflict (merchant_id, id) do update
        set state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at,
          note = excluded.note, refusal = excluded.refusal`.execute(trx);
  },
});
