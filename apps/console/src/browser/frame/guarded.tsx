import type { ReactNode } from "react";
import { wordsOf } from "../locale.ts";
import { Forbidden } from "../parts/failure.tsx";
import { Page } from "../parts/page.tsx";
import { type Permission, useMay } from "../session.ts";
import { frameWords } from "../words/frame.ts";
import { GROUPS } from "./navigation.ts";

const words = wordsOf(frameWords);
const DESTINATIONS = GROUPS.flat();

interface GuardedProps {
  readonly needs: Permission;
  readonly path: string;
  readonly children: ReactNode;
}

/** Keeps the frame and the page's name, and names the permission where the visitor does not hold it. */
export function Guarded({ needs, path, children }: GuardedProps) {
  if (useMay()(needs)) return children;
  const name = DESTINATIONS.find(({ to }) => path === to || path.startsWith(`${to}/`))?.name;
  return (
    <Page title={words[name ?? "home"] as string}>
      <div className="card">
        <Forbidden permission={needs} />
      </div>
    </Page>
  );
}
