import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { HttpProblem } from "../shared/http";
import "../shared/theme.css";
import { App } from "./App";

// What the server refuses it refuses again: only what may have been the network is asked for once more.
const retry = (failures: number, error: Error) => failures < 1 && !(error instanceof HttpProblem);

const queries = new QueryClient({ defaultOptions: { queries: { retry, staleTime: 30_000 } } });

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
