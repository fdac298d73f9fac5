import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { useMay } from "../../session.ts";
import { planWords } from "../../words/plan.ts";
import { reconciliationWords } from "../../words/reconciliation.ts";
import { usePartners } from "./partner-names.ts";

const words = wordsOf(reconciliationWords);
type Format = keyof typeof words.formats;

interface Upload {
  readonly partner: string;
  readonly format: string;
  readonly file: File;
}

/** Takes a partner's settlement file, matches it with the books, and goes to what it came to. */
export function UploadCard() {
  const may = useMay()("reconciliation:write");
  const partners = usePartners();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [missing, setMissing] = useState(false);
  const uploading = useMutation({
    mutationFn: ({ partner, format, file }: Upload) =>
      api.importSettlementFile(new Blob([file], { type: "text/csv" }), {
        partner,
        ...(format === "" ? {} : { format: format as Format }),
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["reconciliation"] });
      await navigate({ to: "/reconciliation/$id", params: { id } });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    if (!(file instanceof File) || file.size === 0) return setMissing(true);
    setMissing(false);
    uploading.mutate({ partner: String(form.get("partner")), format: String(form.get("format")), file });
  };
  return (
    <Card title={words.upload} className="upload-card">
      <form className="fields" onSubmit={submit}>
        <Field label={words.partner}>
          {(control) => (
            <select {...control} name="partner" required>
              {partners.map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.format}>
          {(control) => (
            <select {...control} name="format">
              <option value="">{words.formatOwn}</option>
              {Object.entries(words.formats).map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.file} error={missing ? words.emptyFile : undefined}>
          {(control) => <input {...control} name="file" type="file" accept=".csv,.txt,text/csv" />}
        </Field>
        <button type="submit" className="btn filled" disabled={!may || uploading.isPending}>
          {words.import}
        </button>
        {!may && <span className="note">{wordsOf(planWords).needs("reconciliation:write")}</span>}
      </form>
      <Refusal of={uploading.error} />
    </Card>
  );
}
