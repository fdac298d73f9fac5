import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, problemOf } from "../../api.ts";
import { useKept } from "../../parts/kept.ts";
import { useSession, useZone } from "../../session.ts";
import { type DraftForm, fromForm, patchOf, toForm } from "./draft-form.ts";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";

interface Kept {
  /** The version that the edit was made from. */
  readonly version: number;
  readonly form: DraftForm;
}

export interface Draft {
  readonly form: DraftForm;
  readonly change: (part: Partial<DraftForm>) => void;
  /** Whether the fields say something that the server does not have. */
  readonly dirty: boolean;
  readonly discard: () => void;
  /** Saves; answers the id. Throws the refusal, `version_conflict` among them. */
  readonly save: ReturnType<typeof useMutation<string, Error, { readonly over?: AdjustmentRecord } | undefined>>;
  /** Whether somebody else has saved another version in the meantime. */
  readonly conflict: boolean;
}

/** The fields of a new adjustment, or of one that may be edited. They survive a closed tab. */
export function useDraft(record: AdjustmentRecord | undefined, catalogue: Catalogue): Draft {
  const zone = useZone();
  const { user } = useSession();
  const queries = useQueryClient();
  const [kept, keep] = useKept<Kept | null>(`${user.id}.draft.${record?.id ?? "new"}`, null);
  const place = useMemo(() => ({ zone, catalogue }), [zone, catalogue]);
  const clean = useMemo(() => toForm(record?.adjustment, place), [record, place]);
  const form = kept?.form ?? clean;
  const version = kept?.version ?? record?.version ?? 0;

  const save = useMutation({
    mutationFn: async (how: { readonly over?: AdjustmentRecord } | undefined) => {
      const body = fromForm(form, record?.adjustment, place);
      if (!record) return (await api.draft(body)).id;
      const base = how?.over ?? record;
      const patch = patchOf(fromForm(toForm(base.adjustment, place), base.adjustment, place), body);
      if (patch) await api.editAdjustment(record.id, { version: how?.over?.version ?? version, ...patch });
      return record.id;
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ["adjustments", "one", id] });
      keep(null);
    },
    onError: (error) => {
      if (problemOf(error)?.code === "version_conflict") void queries.invalidateQueries({ queryKey: ["adjustments"] });
    },
  });

  return {
    form,
    change: (part) => keep({ version, form: { ...form, ...part } }),
    dirty: kept !== null && JSON.stringify(form) !== JSON.stringify(clean),
    discard: () => {
      save.reset();
      keep(null);
    },
    save,
    conflict: problemOf(save.error)?.code === "version_conflict",
  };
}
