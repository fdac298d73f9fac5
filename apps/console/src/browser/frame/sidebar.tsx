import { Link } from "@tanstack/react-router";
import { wordsOf } from "../locale.ts";
import { merchantName, useMay, useSession } from "../session.ts";
import { frameWords } from "../words/frame.ts";
import { useCatalogueVersion, useLive } from "./live.tsx";
import { Mark } from "./mark.tsx";
import { GROUPS } from "./navigation.ts";
import { useWaiting } from "./waiting.ts";

const words = wordsOf(frameWords);

/** Where to go. Counts are things that wait for this visitor. */
export function Sidebar() {
  const may = useMay();
  const session = useSession();
  const waiting = useWaiting();
  const live = useLive();
  const version = useCatalogueVersion();
  return (
    <nav className="sidebar" aria-label={words.nav}>
      <Link to="/" className="sidebar-brand" aria-label={words.home}>
        <Mark />
        <span>Fenqi 分期</span>
      </Link>
      <p className="merchant" title={session.merchant.id}>
        <span aria-hidden="true">{merchantName(session.merchant).slice(0, 1)}</span>
        {merchantName(session.merchant)}
      </p>
      {GROUPS.map((group) => {
        const held = group.filter(({ needs }) => needs === undefined || may(needs));
        return held.length === 0 ? null : (
          <ul key={group[0]?.name}>
            {held.map(({ name, to, icon: Icon }) => (
              <li key={name}>
                <Link to={to} activeOptions={{ exact: to === "/", includeSearch: false }} title={words[name] as string}>
                  <Icon size={17} strokeWidth={1.75} aria-hidden="true" />
                  <span>{words[name] as string}</span>
                  {waiting[name] ? <b>{waiting[name]}</b> : null}
                </Link>
              </li>
            ))}
          </ul>
        );
      })}
      <p className={live ? "foot-state" : "foot-state lost"}>
        <span className="dot" aria-hidden="true" />
        <span>{session.demo ? words.demo : words.production}</span>
        {version && (
          <span>
            {words.catalogue} <code>{version.slice(0, 8)}</code>
          </span>
        )}
      </p>
    </nav>
  );
}
