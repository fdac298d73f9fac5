import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../../api.ts";
import { waitingQuery } from "../../frame/waiting.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { usePersonName } from "../../parts/person.tsx";
import { When } from "../../parts/when.tsx";
import { useMay, useSession } from "../../session.ts";
import { planWords } from "../../words/plan.ts";

const words = wordsOf(planWords);
type Proposal = Awaited<ReturnType<typeof api.proposals>>["items"][number];

/** Money moved by hand that waits for another person: of one plan, or of all. Nothing stands here when nothing waits. */
export function ProposalsCard({ plan, currency }: { readonly plan?: string; readonly currency?: string }) {
  const proposals = useQuery({
    queryKey: ["proposals", plan],
    queryFn: ({ signal }) => api.proposals({ state: "proposed", plan }, { signal }),
  });
  const nameOf = usePersonName();
  const items = proposals.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={words.proposals} fact={words.proposalsFact} kind="preview">
      <ul className="proposals">
        {items.map((proposal) => (
          <li key={proposal.id}>
            <span>
              <b>{whatOf(proposal, currency)}</b>{" "}
              {plan === undefined && (
                <Link to="/plans/$id" params={{ id: proposal.plan }}>
                  <code>{proposal.plan}</code>
                </Link>
              )}
              <span className="note">
                {" "}
                {words.proposalBy(nameOf(proposal.by))} <When at={proposal.at} relative />
                {proposal.reason !== null && ` · ${proposal.reason}`}
              </span>
            </span>
            <Decision proposal={proposal} what={whatOf(proposal, currency)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function whatOf({ kind, amount }: Proposal, currency: string | undefined): string {
  const named = words.proposalKinds[kind];
  return amount !== null && currency ? `${named} ${written.money(amount, currency)}` : named;
}

function Decision({ proposal, what }: { readonly proposal: Proposal; readonly what: string }) {
  const { user } = useSession();
  const nameOf = usePersonName();
  const may = useMay()("plans:approve");
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const renew = () =>
    Promise.all(
      [["proposals"], ["plans"], waitingQuery.queryKey].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  const reject = useMutation({
    mutationFn: (note: string) => api.rejectProposal(proposal.id, { note }),
    onSuccess: renew,
  });
  const because = !may ? words.proposalForbidden : proposal.by === user.id ? words.proposalOwn : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reject.mutate(String(new FormData(event.currentTarget).get("note")));
  };
  return (
    <span className="row-actions">
      <button type="button" className="btn" disabled={!may} onClick={() => setOpen(true)}>
        {words.proposalReject}
      </button>
      <Confirm
        label={words.proposalApprove}
        question={words.proposalQuestion(what, nameOf(proposal.by))}
        because={because}
        run={async () => {
          await api.approveProposal(proposal.id);
          await renew();
        }}
      />
      <Dialog title={words.proposalReject} open={open} onClose={() => setOpen(false)}>
        <form className="form" onSubmit={submit}>
          <Field label={words.proposalWhy}>{(control) => <textarea {...control} name="note" required />}</Field>
          <Refusal of={reject.error} />
          <div className="form-foot">
            <button type="submit" className="btn filled" disabled={reject.isPending}>
              {words.proposalReject}
            </button>
          </div>
        </form>
      </Dialog>
    </span>
  );
}
