import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { HttpProblem } from "../shared/http";
import { useDoors, type Body, type Draft } from "./api";

const PAUSE_MS = 800;

export type Saving = { state: "saved" | "waiting" | "saving" } | { state: "refused"; why: string } | { state: "conflict" };

/**
 * An agent's draft as it is edited: saved a moment after the last change, each time against the revision that was seen, so that
 * two editors never overwrite each other unseen.
 */
export function useDraft(agent: string) {
  const { ask, change, tenant } = useDoors();
  const queries = useQueryClient();
  const key = ["draft", tenant.id, agent];
  const loaded = useQuery({ queryKey: key, queryFn: () => ask<Draft>(`/agents/${agent}/draft`), staleTime: Infinity });
  // What is not saved yet, and the revision it was made from: the server may have a newer one by now.
  const [mine, setMine] = useState<Body>();
  const seen = useRef(0);
  const [saving, setSaving] = useState<Saving>({ state: "saved" });
  // One save after the other: the next one's revision is what the one before it brings.
  const saves = useRef(Promise.resolve());

  const put = useCallback(
    async (wanted: Body) => {
      setSaving({ state: "saving" });
      try {
        const draft = await change<Draft>("PUT", `/agents/${agent}/draft`, wanted, { headers: { "If-Match": `"${seen.current}"` } });
        seen.current = draft.revision;
        queries.setQueryData(key, draft);
        setMine((now) => (now === wanted ? undefined : now));
        setSaving((now) => (now.state === "saving" ? { state: "saved" } : now));
        void queries.invalidateQueries({ queryKey: ["diff", tenant.id, agent] });
      } catch (error) {
        if (error instanceof HttpProblem && error.status === 412) setSaving({ state: "conflict" });
        else setSaving({ state: "refused", why: error instanceof Error ? error.message : "it did not work" });
      }
    },
    [agent, change, queries, tenant.id],
  );

  useEffect(() => {
    if (saving.state !== "waiting" || !mine) return;
    const timer = window.setTimeout(() => {
      saves.current = saves.current.then(() => put(mine));
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [mine, saving.state, put]);

  // Leaving with a change that is not saved yet would lose it unseen.
  useEffect(() => {
    if (saving.state === "saved") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [saving.state]);

  const edit = (next: Body) => {
    if (!mine) seen.current = loaded.data?.revision ?? 0;
    setMine(next);
    setSaving({ state: "waiting" });
  };

  /** Gives up what was not saved and shows what the server has. */
  const reload = async () => {
    setMine(undefined);
    setSaving({ state: "saved" });
    await queries.invalidateQueries({ queryKey: key });
    await queries.invalidateQueries({ queryKey: ["diff", tenant.id, agent] });
  };

  return { draft: loaded.data, error: loaded.error, body: mine ?? loaded.data?.body, edit, saving, reload };
}
