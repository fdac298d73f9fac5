import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { OctagonPause } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api } from "../../api.ts";
import { locale, wordsOf } from "../../locale.ts";
import { BackFields, type BackForm } from "../../parts/back-fields.tsx";
import { fromBackForm, NO_BACK } from "../../parts/back-form.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Choice } from "../../parts/fields.tsx";
import { toLocal } from "../../parts/zoned.ts";
import { useMay, useZone } from "../../session.ts";
import { adjustmentEmergencyWords } from "../../words/adjustment-emergency.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { partsWords } from "../../words/parts.ts";
import { type Approved, approvedWords } from "./approved-words.ts";
import { SCOPE_PARTS, type ScopeForm, scopeOf } from "./draft-form.ts";
import { catalogueQuery, newestAdjustments } from "./queries.ts";
import { type Catalogue, reachTitle } from "./reach.ts";
import { ScopeFields } from "./scope-fields.tsx";

const words = wordsOf(adjustmentEmergencyWords);
const names = wordsOf(adjustmentsWords);
const parts = wordsOf(partsWords);
const EVERYTHING = Object.fromEntries(SCOPE_PARTS.map((part) => [part, ""])) as ScopeForm;
/** What can be promised at once is when more is said. */
const TOLD_AGAIN_MS = 4 * 3_600_000;
const CAUSES = ["incident", "compliance", "partner_terms", "maintenance", "risk"] as const;

/** Pauses ways now, by one person, in words that were approved before; another person reviews it within a day. */
export function Emergency() {
  const may = useMay()("adjustments:emergency");
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="btn"
        disabled={!may}
        title={may ? undefined : words.forbidden}
        onClick={() => setOpen(true)}
      >
        <OctagonPause size={16} aria-hidden="true" />
        {names.emergency}
      </button>
      <Dialog title={words.title} open={open} onClose={() => setOpen(false)} wide>
        <Body onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Body({ onClose }: { readonly onClose: () => void }) {
  const catalogue = useQuery(catalogueQuery).data?.catalogue;
  const earlier = useQuery(newestAdjustments).data?.items;
  if (!catalogue || !earlier) return <p className="note">{parts.loading}</p>;
  return <Form catalogue={catalogue} approved={approvedWords(catalogue, earlier)} onClose={onClose} />;
}

interface FormProps {
  readonly catalogue: Catalogue;
  readonly approved: readonly Approved[];
  readonly onClose: () => void;
}

function Form({ catalogue, approved, onClose }: FormProps) {
  const zone = useZone();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const [cause, setCause] = useState<(typeof CAUSES)[number]>("incident");
  const [scope, setScope] = useState(EVERYTHING);
  const [back, setBack] = useState<BackForm>(() => ({
    ...NO_BACK,
    kind: "update_by",
    at: toLocal(new Date(Date.now() + TOLD_AGAIN_MS).toISOString(), zone),
  }));
  const [chosen, setChosen] = useState(approved[0]?.id ?? "");
  const [everything, setEverything] = useState(false);
  const said = approved.find(({ id }) => id === chosen);
  const promised = fromBackForm(back, zone);
  const { partner, method, offer, count } = scopeOf(scope);
  const bounded = (partner ?? method ?? offer ?? count) !== undefined;
  const pausing = useMutation({
    mutationFn: () =>
      api.pauseInEmergency(
        {
          cause,
          scope: scopeOf(scope),
          back: promised!,
          explanation: chosen,
          alternatives: "auto",
          compensation: "none",
        },
        { idempotencyKey: key },
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["adjustments"] });
      onClose();
      await navigate({ to: "/adjustments/$id", params: { id } });
    },
  });
  const pause = (event: FormEvent) => {
    event.preventDefault();
    pausing.mutate();
  };
  return (
    <form className="form" onSubmit={pause}>
      <p>{words.lead}</p>
      <div className="fields">
        <Choice
          label={names.cause}
          value={cause}
          choices={CAUSES.map((one) => [one, names.causes[one]])}
          onChange={(next) => setCause(next as typeof cause)}
        />
        <ScopeFields value={scope} catalogue={catalogue} onChange={setScope} />
      </div>
      <Choice
        label={words.words}
        value={chosen}
        choices={approved.map(({ id, ...text }) => [id, `${text[locale]} (${id})`])}
        onChange={setChosen}
      />
      {said ? (
        <blockquote className="said">
          <p className="keep">{said["zh-CN"]}</p>
          <p lang="en">{said.en}</p>
        </blockquote>
      ) : (
        <p className="field-error">{words.noWords}</p>
      )}
      <BackFields value={back} onChange={setBack} />
      {!bounded && (
        <label className="check">
          <input type="checkbox" checked={everything} onChange={() => setEverything(!everything)} />
          {words.everything}
        </label>
      )}
      <Refusal of={pausing.error} />
      <p className="note">{words.review}</p>
      <div className="form-foot">
        <button type="button" className="btn quiet" onClick={onClose}>
          {parts.cancel}
        </button>
        <button
          type="submit"
          className="btn filled"
          disabled={!said || !promised || !(bounded || everything) || pausing.isPending}
        >
          {words.pause(reachTitle(scopeOf(scope), catalogue, locale, names))}
        </button>
      </div>
    </form>
  );
}
