import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Call } from "../shared/calls";
import { BUTTON, FIELD } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { duration } from "../shared/time";
import { useDoors, type Agent, type Page } from "./api";

const OUTCOMES = ["resolved", "handed_off", "abandoned", "failed", "unknown"];

export function Calls() {
  const { ask, all, tenant } = useDoors();
  const [outcome, setOutcome] = useState("");
  const [number, setNumber] = useState("");
  const agents = useQuery({ queryKey: ["agents", tenant.id], queryFn: () => all<Agent>("/agents") });
  const incidents = useQuery({
    queryKey: ["incidents", tenant.id],
    queryFn: () => ask<Page<Incident>>("/incidents", { open: "true", limit: "200" }),
  });
  const whole = /^\+[1-9]\d{6,14}$/.test(number);
  const calls = useInfiniteQuery({
    queryKey: ["calls", tenant.id, outcome, whole ? number : ""],
    queryFn: ({ pageParam }) =>
      ask<Page<Call>>("/calls", { ...(outcome && { outcome }), ...(whole && { number }), ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: 5_000,
  });
  const rows = calls.data?.pages.flatMap(({ items }) => items) ?? [];
  const troubled = new Set(incidents.data?.items.map(({ call_id }) => call_id));
  const loose = incidents.data?.items.filter(({ call_id }) => !call_id) ?? [];
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <label className="text-xs text-mute">
          Outcome
          <select className={`${FIELD} mt-1 block`} value={outcome} onChange={({ target }) => setOutcome(target.value)}>
            <option value="">All outcomes</option>
            {OUTCOMES.map((code) => (
              <option key={code} value={code}>
                {code.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        </label>
        <label className="text-xs text-mute">
          From or to
          <input className={`${FIELD} mt-1 block`} placeholder="+15551230001" value={number} onChange={({ target }) => setNumber(target.value.trim())} />
        </label>
        {number && !whole && <span className="pb-1 text-xs text-mute">a whole number, with + and country</span>}
      </div>
      {loose.map(({ id, place, details }) => (
        <p key={id} role="alert" className="mt-3 text-warn">
          {said(details)}: {place}
        </p>
      ))}
      <Failure of="The calls cannot be read" error={calls.error ?? incidents.error} />
      {calls.isSuccess && rows.length === 0 && <p className="mt-8 text-center text-mute">No call {outcome || whole ? "matches" : "yet"}.</p>}
      <ul className="mt-5 divide-y divide-line border-y border-line empty:border-0" data-testid="calls">
        {rows.map((call) => (
          <li key={call.id}>
            <a
              href={`#/${tenant.slug}/calls/${call.id}`}
              className="grid grid-cols-2 gap-x-4 gap-y-1 px-1 py-2 hover:bg-line/40 sm:grid-cols-[12rem_10rem_1fr_4rem_16rem]"
            >
              <span>{new Date(call.created_at).toLocaleString()}</span>
              <span className="font-medium">{call.from ?? <span className="font-normal text-mute">deleted</span>}</span>
              <span className="text-mute">{agents.data?.find(({ id }) => id === call.agent_id)?.name}</span>
              <span className="text-mute">{call.ended_at && duration(call.created_at, call.ended_at, 0)}</span>
              <span>
                {troubled.has(call.id) && <span className="text-warn" title="something did not hold">▲ </span>}
                {stateOf(call)}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {calls.hasNextPage && (
        <button type="button" className={`mt-3 ${BUTTON}`} disabled={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
          Older calls
        </button>
      )}
    </>
  );
}

export interface Incident {
  id: string;
  call_id?: string;
  invariant: string;
  place: string;
  /** Of the call: where to look. */
  second?: number;
  details: { what?: string };
  opened_at: string;
  closed_at?: string;
}

export const said = ({ what }: Incident["details"]) => what ?? "something does not hold";

export function stateOf(call: Call): string {
  if (call.state === "live") return "● live";
  if (call.state === "queued") return "waiting for an agent";
  return `${call.outcome?.replaceAll("_", " ")} · ${call.end_reason?.replaceAll("_", " ")}`;
}
