import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";

interface PageProps {
  readonly title: string;
  /** State, id, who, when, version: the line under the title. */
  readonly facts?: ReactNode;
  /** Buttons; one of them filled. */
  readonly actions?: ReactNode;
  /** Where it stands: the list it belongs to. */
  readonly up?: { readonly to: string; readonly text: string };
  readonly children: ReactNode;
}

/** The head of a page and what stands under it. The browser's tab carries its title. */
export function Page({ title, facts, actions, up, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Fenqi`;
  }, [title]);
  return (
    <>
      {up && (
        <p className="up">
          <Link to={up.to}>{up.text}</Link>
        </p>
      )}
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {facts !== undefined && <div className="facts">{facts}</div>}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}

/** Main column and a rail of cards, which goes under it where there is no room. */
export function WithRail({ children, rail }: { readonly children: ReactNode; readonly rail: ReactNode }) {
  return (
    <div className="with-rail">
      <div className="column">{children}</div>
      <div className="column rail">{rail}</div>
    </div>
  );
}
