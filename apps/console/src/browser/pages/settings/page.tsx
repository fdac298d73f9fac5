import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { settingsWords } from "../../words/settings.ts";

const words = wordsOf(settingsWords);
type Settings = Awaited<ReturnType<typeof api.settings>>;

/** How the server is run: read here, changed where it runs. */
export default function SettingsPage() {
  const settings = useQuery({ queryKey: ["settings"], queryFn: ({ signal }) => api.settings({ signal }) });
  return (
    <Page title={words.title} facts={words.lead}>
      <Loaded query={settings}>{(found) => <Cards settings={found} />}</Loaded>
    </Page>
  );
}

function Cards({ settings }: { readonly settings: Settings }) {
  const { support, session } = settings;
  const limits = Object.entries(support.goodwill_limits).map(([currency, amount]) => written.money(amount, currency));
  return (
    <div className="column">
      {settings.demo && <Warning>{words.demoNote}</Warning>}
      {settings.store === "embedded" && <Warning>{words.embeddedNote}</Warning>}
      <div className="halves">
        <Card title={words.running}>
          <Facts
            rows={[
              [words.engine, settings.engine],
              [words.url, <code key="url">{settings.public_url}</code>],
              [words.store, words.stores[settings.store]],
              [words.rate, words.perSecond(settings.requests_per_second)],
              [
                words.slo,
                words.sloOf(written.count(settings.slo.p95_ms), written.share(settings.slo.error_ppm / 1_000_000)),
              ],
            ]}
          />
        </Card>
        <Card title={words.people}>
          <Facts
            rows={[
              [words.approvals, words.approvalKinds[settings.approvals]],
              [words.reconcile, written.money(settings.reconcile_alone_up_to, "CNY")],
              [words.idle, words.minutes(session.idle_minutes)],
              [words.longest, words.hours(session.longest_hours)],
            ]}
          />
        </Card>
        <Card title={words.notice} fact={words.noticeFact}>
          <Facts
            rows={Object.entries(settings.notice_hours).map(([cause, hours]) => [
              words.causes[cause as keyof typeof words.causes],
              hours === 0 ? words.noNotice : words.hours(hours),
            ])}
          />
        </Card>
        <Card title={words.support}>
          <Facts
            rows={[
              [words.supportHours, support.hours ?? words.none],
              [words.telephone, support.telephone ?? words.none],
              ...Object.entries(support.reply_minutes).map(
                ([queue, minutes]) =>
                  [`${words.reply} · ${words.queues[queue] ?? queue}`, words.minutes(minutes)] as const,
              ),
              [words.goodwill, limits.length === 0 ? words.none : limits.join(" · ")],
              [words.voucher, words.days(support.voucher_days)],
              [words.keep, words.days(support.keep_days)],
            ]}
          />
        </Card>
        <Card title={words.telling}>
          <Facts
            rows={[
              [words.email, words.emails[settings.email]],
              [words.inside, settings.webhooks_inside ? words.yes : words.no],
            ]}
          />
        </Card>
      </div>
    </div>
  );
}

const Warning = ({ children }: { readonly children: string }) => (
  <p className="notice-line paused">
    <TriangleAlert size={18} aria-hidden="true" />
    <span>{children}</span>
  </p>
);
