import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { isStranger } from "./account";
import { HttpProblem } from "./http";
import "./theme.css";

// What the server refuses it refuses again: only what may have been the network is asked for once more.
const retry = (failures: number, error: Error) => failures < 1 && !(error instanceof HttpProblem);

/**
 * Shows an app whose questions go through one cache; answers are good for `staleTime` ms. Whoever is told to sign in while the app
 * runs, because the session is over, is shown where.
 */
export function start(app: ReactNode, staleTime: number) {
  const queryCache = new QueryCache({
    onError: (error, query) => {
      if (isStranger(error) && query.queryKey[0] !== "account") void queries.invalidateQueries({ queryKey: ["account"] });
    },
  });
  const queries: QueryClient = new QueryClient({ queryCache, defaultOptions: { queries: { retry, staleTime } } });
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>{app}</QueryClientProvider>
    </StrictMode>,
  );
}
