import { Link, useNavigate } from "@tanstack/react-router";
import { CircleUser, Languages, LogOut, Moon, Route, Search, Sun } from "lucide-react";
import { api } from "../api.ts";
import { locale, wordsOf, written } from "../locale.ts";
import { commandKey } from "../parts/command-key.ts";
import { Menu } from "../parts/menu.tsx";
import { useNow } from "../parts/when.tsx";
import { merchantName, useSession, useSessionQuery, useZone } from "../session.ts";
import { frameWords } from "../words/frame.ts";
import { tourWords } from "../words/tour.ts";
import { openCommand } from "./command.tsx";
import { beginTour } from "./tour.tsx";

const words = wordsOf(frameWords);
const OTHER = locale === "en" ? "zh-CN" : "en";
const THEMES = [
  ["light", Sun],
  ["dark", Moon],
] as const;

/** Search, the merchant's time, and who is signed in. */
export function TopBar() {
  const session = useSession();
  const zone = useZone();
  const now = new Date(useNow()).toISOString();
  const name = session.user.name;
  return (
    <header className="bar">
      <button type="button" className="find" onClick={openCommand}>
        <Search size={16} aria-hidden="true" />
        <span>{words.find}</span>
        <kbd>{commandKey("K")}</kbd>
      </button>
      <p className="bar-time">
        <time dateTime={now}>{written.moment(now, zone)}</time> {written.zone(zone)}
      </p>
      <Menu
        bare
        label={`${words.account}: ${name} ${words.roles[session.role]}`}
        face={
          <>
            <span className="face" aria-hidden="true">
              {name.slice(0, 1)}
            </span>
            <span>{name}</span>
            <span className="quiet">{words.roles[session.role]}</span>
          </>
        }
      >
        <Account />
      </Menu>
    </header>
  );
}

function Account() {
  const { user, merchants, merchant, demo } = useSession();
  const { renew } = useSessionQuery();
  const navigate = useNavigate();
  const leave = async () => {
    await api.signOut();
    await renew();
    void navigate({ to: "/" });
  };
  const change = async (id: string) => {
    await api.switchMerchant(id);
    await renew();
  };
  const here = (change: Record<string, string>) => {
    const url = new URL(location.href);
    for (const [key, value] of Object.entries(change)) url.searchParams.set(key, value);
    return url.pathname + url.search;
  };
  return (
    <>
      <p className="menu-note">{user.email}</p>
      <Link className="menu-item" to="/account">
        <CircleUser size={16} aria-hidden="true" />
        {words.account}
      </Link>
      {merchants.length > 1 && (
        <select aria-label={words.merchant} value={merchant.id} onChange={(event) => void change(event.target.value)}>
          {merchants.map((each) => (
            <option key={each.id} value={each.id}>
              {merchantName(each)}
            </option>
          ))}
        </select>
      )}
      <a className="menu-item" href={here({ lang: OTHER })} lang={OTHER} hrefLang={OTHER}>
        <Languages size={16} aria-hidden="true" />
        {words.language}
      </a>
      {THEMES.map(([theme, Icon]) => (
        <a key={theme} className="menu-item" href={here({ theme })}>
          <Icon size={16} aria-hidden="true" />
          {words.theme[theme]}
        </a>
      ))}
      {demo && (
        <button type="button" className="menu-item" onClick={beginTour}>
          <Route size={16} aria-hidden="true" />
          {wordsOf(tourWords).again}
        </button>
      )}
      <button type="button" className="menu-item" onClick={() => void leave()}>
        <LogOut size={16} aria-hidden="true" />
        {words.signOut}
      </button>
    </>
  );
}
