import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Frame } from "./frame/frame.tsx";
import { Guarded } from "./frame/guarded.tsx";
import { NotFound } from "./frame/not-found.tsx";
import { PageFailed } from "./frame/page-failed.tsx";
import { PAGES } from "./pages/index.ts";
import { Skeleton } from "./parts/failure.tsx";

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const routes = PAGES.map(({ path, needs, load }) => {
  const Page = lazy(load);
  const page = <Page />;
  return createRoute({
    getParentRoute: () => root,
    path,
    component: () => (
      <Suspense fallback={<Skeleton rows={12} />}>
        {needs ? (
          <Guarded needs={needs} path={path}>
            {page}
          </Guarded>
        ) : (
          page
        )}
      </Suspense>
    ),
    errorComponent: PageFailed,
  });
});

/** The query of an address as plain texts: what stands there is what a page reads. */
const parseSearch = (search: string) => Object.fromEntries(new URLSearchParams(search));
const stringifySearch = (search: object) => {
  const given = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
};

export const makeRouter = () =>
  createRouter({
    routeTree: root.addChildren(routes),
    basepath: "/console",
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    scrollRestoration: true,
  });
