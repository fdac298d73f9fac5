import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { download } from "../../parts/csv.ts";
import { Refusal } from "../../parts/failure.tsx";
import { useZone } from "../../session.ts";
import { shoppersWords } from "../../words/shoppers.ts";
import type { Named } from "./find-form.tsx";

const words = wordsOf(shoppersWords);

/** Everything that is kept of the shopper, as a file whose name tells nobody whom it is about. */
export function HandOutCard({ who }: { readonly who: Named }) {
  const zone = useZone();
  const handing = useMutation({
    mutationFn: async () => {
      const exported = await api.exportShopper(who);
      const file = new Blob([JSON.stringify(exported, null, 2)], { type: "application/json" });
      download(`shopper-${exported.exported_at.slice(0, 10)}.json`, file);
      return exported.exported_at;
    },
  });
  return (
    <Card title={words.handOut} icon={Download}>
      <div className="form">
        <p>{words.handOutLead}</p>
        <p className="note" role="status">
          {handing.isSuccess && words.downloaded(written.moment(handing.data, zone))}
        </p>
        <Refusal of={handing.error} />
        <div className="form-foot">
          <button type="button" className="btn" disabled={handing.isPending} onClick={() => handing.mutate()}>
            {handing.isPending ? words.downloading : words.download}
          </button>
        </div>
      </div>
    </Card>
  );
}
