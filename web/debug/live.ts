import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useHash } from "../shared/hash";

/**
 * Listens to the server's hints and has the calls asked for again. Returns whether the stream is up: a page that does not
 * hear must say so, never look alive.
 */
export function useLiveHints(): boolean {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const source = new EventSource("/api/live");
    const due = new Set<string>();
    let timer: number | undefined;
    const refresh = () => {
      timer = undefined;
      const all = due.has("*");
      for (const call of due) {
        void queries.invalidateQueries({ queryKey: all ? ["call"] : ["call", call] });
      }
      due.clear();
      void queries.invalidateQueries({ queryKey: ["calls"] });
    };
    source.addEventListener("changed", (hint) => {
      due.add((hint as MessageEvent<string>).data);
      timer ??= window.setTimeout(refresh, 150);
    });
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    return () => {
      source.close();
      window.clearTimeout(timer);
    };
  }, [queries]);
  return connected;
}

/** The time now, ticking while something is live. */
export function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) return;
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, [ticking]);
  return now;
}

/** The call chosen in the address bar. */
export function useChosenCall(): [string | undefined, (id: string) => void] {
  return [useHash() || undefined, (next) => (window.location.hash = next)];
}
