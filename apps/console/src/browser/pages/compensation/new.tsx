import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Empty, Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { toInstant } from "../../parts/zoned.ts";
import { useMay, useZone } from "../../session.ts";
import { useUrlState } from "../../url-state.ts";
import { compensationWords } from "../../words/compensation.ts";
import { Audience } from "./audience.tsx";

const words = wordsOf(compensationWords);
type Adjustment = Awaited<ReturnType<typeof api.adjustment>>;

/** A compensation from an adjustment's rule: whom it would reach first, then a draft that another person approves. */
export default function NewCompensation() {
  const [{ adjustment, from, until }, setUrl] = useUrlState();
  const zone = useZone();
  const may = useMay()("compensations:write");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const adjustments = useQuery({
    queryKey: ["adjustments", "with-rule"],
    queryFn: async ({ signal }) => (await api.adjustments({}, { signal })).items.filter(hasRule),
  });
  const period = { ...instant("from", from, zone), ...instant("until", until, zone) };
  const request = adjustment ? { adjustment, ...period } : undefined;
  const preview = useQuery({
    queryKey: ["compensations", "new", request],
    queryFn: ({ signal }) => api.previewCompensation(request!, { signal }),
    enabled: request !== undefined,
  });
  const draft = useMutation({
    mutationFn: async () => {
      const { id } = await api.compensate(request!);
      await api.submitCompensation(id);
      return id;
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ["compensations"] });
      await navigate({ to: `/compensation/${id}` });
    },
  });
  const found = preview.data;
  return (
    <Page
      title={words.new}
      up={{ to: "/compensation", text: words.title }}
      facts={may ? words.newLead : words.needs("compensations:write")}
      actions={
        found && (
          <button
            type="button"
            className="btn filled"
            disabled={!may || found.vouchers === 0 || draft.isPending}
            onClick={() => draft.mutate()}
          >
            {words.draftIt(written.money(found.cost, found.rule.currency))}
          </button>
        )
      }
    >
      <div className="column">
        <Card title={words.adjustment}>
          <Loaded query={adjustments} rows={2}>
            {(items) =>
              items.length === 0 ? (
                <Empty>{words.noneWithRule}</Empty>
              ) : (
                <div className="fields">
                  <Field label={words.adjustment}>
                    {(control) => (
                      <select
                        {...control}
                        value={adjustment ?? ""}
                        onChange={(event) => setUrl({ adjustment: event.target.value })}
                      >
                        <option value="">{words.chooseAdjustment}</option>
                        {items.map(({ id }) => (
                          <option key={id} value={id}>
                            {id}
                          </option>
                        ))}
                      </select>
                    )}
                  </Field>
                  {(["from", "until"] as const).map((edge) => (
                    <Field key={edge} label={words[edge]} hint={words.periodHint}>
                      {(control) => (
                        <input
                          {...control}
                          type="datetime-local"
                          value={(edge === "from" ? from : until) ?? ""}
                          onChange={(event) => setUrl({ [edge]: event.target.value })}
                        />
                      )}
                    </Field>
                  ))}
                </div>
              )
            }
          </Loaded>
          <Refusal of={draft.error} />
        </Card>
        {request && (
          <Loaded query={preview} rows={2}>
            {(loaded) => <Audience preview={loaded} />}
          </Loaded>
        )}
      </div>
    </Page>
  );
}

const hasRule = ({ adjustment: { compensation } }: Adjustment): boolean =>
  compensation !== undefined && compensation !== "none";

/** One edge of the period as the API has it; nothing where it is left open. */
function instant(edge: "from" | "until", local: string | undefined, zone: string): { [edge: string]: string } {
  const at = toInstant(local ?? "", zone);
  return at === undefined ? {} : { [edge]: at };
}
