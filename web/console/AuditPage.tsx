import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BUTTON, FIELD } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { useDoors, type Page } from "./api";

interface Entry {
  seq: number;
  at: string;
  actor: string;
  action: string;
  target_kind: string;
  target_id: string;
  /** Its columns are those that were hashed. */
  intact: boolean;
  /** A signed checkpoint covers it. */
  sealed: boolean;
}

interface Verification {
  holds: boolean;
  rows: number;
  first_bad?: { seq: number; meaning: string };
}

/** Who did what in a tenant, and the proof that nobody changed that record. That somebody looks is itself on record. */
export function AuditPage() {
  const { ask, tenant } = useDoors();
  const [action, setAction] = useState("");
  const actions = useQuery({ queryKey: ["audit-actions"], queryFn: () => ask<{ code: string; meaning: string }[]>("/audit/actions"), staleTime: Infinity });
  const entries = useInfiniteQuery({
    queryKey: ["audit", tenant.id, action],
    queryFn: ({ pageParam }) => ask<Page<Entry>>("/audit", { ...(action && { action }), ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    staleTime: Infinity,
  });
  const proof = useQuery({ queryKey: ["audit-proof", tenant.id], queryFn: () => ask<Verification>("/audit/verification"), enabled: false });
  const meaning = new Map(actions.data?.map(({ code, meaning }) => [code, meaning]));
  const rows = entries.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <label className="text-xs text-mute">
          What was done
          <select className={`${FIELD} mt-1 block w-72 max-w-full`} value={action} onChange={({ target }) => setAction(target.value)}>
            <option value="">Everything</option>
            {actions.data?.map(({ code, meaning }) => (
              <option key={code} value={code}>
                {meaning}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className={BUTTON} onClick={() => void entries.refetch()}>
          Look again
        </button>
        <button type="button" className={BUTTON} disabled={proof.isFetching} onClick={() => void proof.refetch()}>
          Prove the chain
        </button>
        {proof.data && (
          <span role="status" className={proof.data.holds ? "text-agent" : "text-warn"}>
            {proof.data.holds
              ? `All ${proof.data.rows.toLocaleString()} rows are as they were written.`
              : `Row ${proof.data.first_bad?.seq} is not as it was written: ${proof.data.first_bad?.meaning}`}
          </span>
        )}
      </div>
      <Failure of="The record cannot be read" error={entries.error ?? proof.error} />
      {entries.isSuccess && rows.length === 0 && <p className="mt-8 text-center text-mute">Nothing yet.</p>}
      <ol className="mt-5 divide-y divide-line border-y border-line empty:border-0" data-testid="audit">
        {rows.map((entry) => (
          <li key={entry.seq} className="grid grid-cols-1 gap-x-4 px-1 py-2 sm:grid-cols-[12rem_1fr_1fr]">
            <span className="text-mute">{new Date(entry.at).toLocaleString()}</span>
            <span title={entry.action}>{meaning.get(entry.action) ?? entry.action}</span>
            <span className="min-w-0 font-mono text-xs break-all text-mute">
              {entry.actor} · {entry.target_kind} {entry.target_id}
              {entry.sealed && " · sealed"}
              {!entry.intact && <span className="text-warn"> · changed since</span>}
            </span>
          </li>
        ))}
      </ol>
      {entries.hasNextPage && (
        <button type="button" className={`mt-3 ${BUTTON}`} disabled={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          Older
        </button>
      )}
    </>
  );
}
