import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { problemOf } from "./api.ts";
import { locale } from "./locale.ts";
import { makeRouter } from "./router.tsx";

const RETRIES = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What is refused stays refused; only what was not answered is asked again.
      retry: (failures, error) => failures < RETRIES && (problemOf(error)?.status ?? 0) === 0,
    },
  },
});

const place = document.getElementById("console");
if (!place) throw new Error("the document has no place for the console");
createRoot(place).render(
  <StrictMode>
    <I18nProvider locale={locale}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={makeRouter()} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
