import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api } from "../../api.ts";
import { locale, wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Empty, Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { Table } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import type { UserRole } from "../../session.ts";
import { frameWords } from "../../words/frame.ts";
import { peopleWords } from "../../words/people.ts";
import { USER_ROLES } from "./role-choice.tsx";

const words = wordsOf(peopleWords);
const roles = wordsOf(frameWords).roles;

/** Links that were sent and not yet used. */
export function Invitations() {
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ["people"] });
  const invitations = useQuery({
    queryKey: ["people", "invitations"],
    queryFn: ({ signal }) => api.invitations({ signal }),
  });
  return (
    <Card
      title={words.invitations}
      flush
      aside={
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          <UserPlus size={16} aria-hidden="true" />
          {words.invite}
        </button>
      }
    >
      <Loaded query={invitations} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{words.noInvitations}</Empty>
          ) : (
            <Table
              label={words.invitations}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { id: "email", title: words.email, cell: ({ email }) => email },
                { id: "role", title: words.role, cell: ({ role }) => roles[role] },
                { id: "until", title: words.until, cell: ({ ends_at }) => <When at={ends_at} /> },
                {
                  id: "back",
                  title: "",
                  kind: "number",
                  cell: ({ id, email }) => (
                    <Confirm
                      label={words.takeBack}
                      question={email}
                      run={async () => {
                        await api.revokeInvitation(id);
                        await renew();
                      }}
                    />
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <Dialog title={words.inviteTitle} open={open} onClose={() => setOpen(false)}>
        <InviteForm onSent={renew} />
      </Dialog>
    </Card>
  );
}

function InviteForm({ onSent }: { readonly onSent: () => Promise<unknown> }) {
  const inviting = useMutation({
    mutationFn: (to: { readonly email: string; readonly role: UserRole }) => api.inviteUser({ ...to, locale }),
    onSuccess: onSent,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    inviting.mutate({ email: String(form.get("email")), role: String(form.get("role")) as UserRole });
  };
  if (inviting.isSuccess) return <ShownOnce lead={words.invited} value={inviting.data.link} />;
  return (
    <form className="form" onSubmit={submit}>
      <Field label={words.email}>{(control) => <input {...control} name="email" type="email" required />}</Field>
      <Field label={words.role}>
        {(control) => (
          <select {...control} name="role" defaultValue="viewer">
            {USER_ROLES.map((role) => (
              <option key={role} value={role}>
                {roles[role]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Refusal of={inviting.error} />
      <div className="form-foot">
        <button type="submit" className="btn filled" disabled={inviting.isPending}>
          {words.inviteSend}
        </button>
      </div>
    </form>
  );
}
