import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Failure, Forbidden, Skeleton } from "../../parts/failure.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { useMay, useSession } from "../../session.ts";
import { frameWords } from "../../words/frame.ts";
import { partsWords } from "../../words/parts.ts";
import { peopleWords } from "../../words/people.ts";
import { RoleChoice } from "./role-choice.tsx";

const words = wordsOf(peopleWords);
const roles = wordsOf(frameWords).roles;
const { more } = wordsOf(partsWords);
type User = Awaited<ReturnType<typeof api.users>>["items"][number];

/** The merchant's people. Who manages them changes roles here, and removes. */
export function People() {
  const may = useMay();
  const { user } = useSession();
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ["people"] });
  const people = useInfiniteQuery({
    queryKey: ["people", "list"],
    queryFn: ({ pageParam, signal }) => api.users({ cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    enabled: may("users:read"),
  });
  if (!may("users:read")) {
    return (
      <Card title={words.people} flush>
        <Forbidden permission="users:read" />
      </Card>
    );
  }
  const manages = may("users:manage");
  const columns: Column<User>[] = [
    {
      id: "name",
      title: words.person,
      cell: ({ id, name }) => (
        <>
          {name} {id === user.id && <span className="quiet">({words.you})</span>} <code>{id}</code>
        </>
      ),
    },
    { id: "email", title: words.email, cell: ({ email }) => email ?? "—" },
    {
      id: "role",
      title: words.role,
      cell: ({ id, name, role }) =>
        manages && id !== user.id ? (
          <RoleChoice
            label={`${words.role}: ${name}`}
            value={role}
            onChoose={async (next) => {
              await api.changeRole(id, next);
              await renew();
            }}
          />
        ) : (
          roles[role]
        ),
    },
    { id: "since", title: words.since, cell: ({ created_at }) => <When at={created_at} relative /> },
    ...(manages
      ? [
          {
            id: "remove",
            title: "",
            kind: "number" as const,
            cell: ({ id, name }: User) =>
              id === user.id ? null : (
                <Confirm
                  danger
                  label={words.remove}
                  question={words.removeAsk(name)}
                  run={async () => {
                    await api.removeUser(id);
                    await renew();
                  }}
                />
              ),
          },
        ]
      : []),
  ];
  return (
    <Card title={words.people} fact={words.peopleFact} flush>
      {people.isPending && <Skeleton rows={6} />}
      {people.isError && <Failure error={people.error} again={() => void people.refetch()} />}
      {people.isSuccess && (
        <Table
          label={words.people}
          className="two-line"
          columns={columns}
          rows={people.data.pages.flatMap(({ items }) => items)}
          rowKey={({ id }) => id}
        />
      )}
      {people.hasNextPage && (
        <button type="button" className="btn more" onClick={() => void people.fetchNextPage()}>
          {more}
        </button>
      )}
    </Card>
  );
}
