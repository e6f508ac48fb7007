import "@mantine/core/styles.css";
import "./styles/base.css";
import { MantineProvider } from "@mantine/core";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { currentPlace } from "./address/address.ts";
import { isApiProblem } from "./api/client.ts";
import { STILL } from "./api/keys.ts";
import { ME } from "./api/session.ts";
import { App } from "./app.tsx";
import { loadPage } from "./pages/pages.tsx";
import { resolveVariables, theme } from "./styles/theme.ts";
import { LanguageProvider } from "./words/language.tsx";

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // Logged out meanwhile: ask who asks, and the login page comes.
      if (isApiProblem(error) && error.status === 401 && query.queryKey[1] !== "session") {
        void client.invalidateQueries({ queryKey: [STILL, "session"] });
      }
    },
  }),
  defaultOptions: {
    queries: {
      networkMode: "always",
      // Batches make it stale before that.
      staleTime: 5000,
      retry: (failures, error) => failures < 2 && isApiProblem(error) && (error.status === 0 || error.status === 503),
      retryDelay: 500,
    },
    mutations: { networkMode: "always" },
  },
});

const { page } = currentPlace();
if (page !== null) loadPage(page);
void client.prefetchQuery(ME);

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
          <App />
        </MantineProvider>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
