import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { wordsOf } from "../locale.ts";
import { Failure, Skeleton } from "../parts/failure.tsx";
import { SessionContext, sessionQuery } from "../session.ts";
import { frameWords } from "../words/frame.ts";
import { Join } from "./join.tsx";
import { Keyboard } from "./keyboard.tsx";
import { LiveUpdates, useLive } from "./live.tsx";
import { SetUp } from "./set-up.tsx";
import { Sidebar } from "./sidebar.tsx";
import { SignIn } from "./sign-in.tsx";
import { TopBar } from "./top-bar.tsx";
import { Tour } from "./tour.tsx";

const words = wordsOf(frameWords);

/** Everything around a page: who is signed in, the way to the other pages, and what the keyboard does. */
export function Frame() {
  const session = useQuery(sessionQuery);
  const { pathname } = useLocation();
  if (pathname === "/join") return <Join />;
  if (pathname === "/setup") return <SetUp />;
  if (session.isPending) return <Skeleton rows={12} />;
  if (session.isError) return <Failure error={session.error} again={() => void session.refetch()} />;
  if (session.data === null) return <SignIn />;
  return (
    <SessionContext value={session.data}>
      <LiveUpdates>
        <a className="skip-link" href="#main">
          {words.skip}
        </a>
        <div className="frame">
          <Sidebar />
          <div className="beside">
            <TopBar />
            <StaleBanner />
            <Tour />
            <main id="main" tabIndex={-1}>
              <Outlet />
            </main>
          </div>
        </div>
        <Keyboard />
      </LiveUpdates>
    </SessionContext>
  );
}

/** Says so where changes no longer come in: what is shown may be old, and actions check first. */
function StaleBanner() {
  return useLive() ? null : (
    <p className="stale-banner" role="status">
      {words.notLive}
    </p>
  );
}
