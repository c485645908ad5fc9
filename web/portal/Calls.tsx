import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BUTTON, FIELD } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { ask, OUTCOMES, type Call, type Tenant } from "./client";
import { begins, plus, type Filter } from "./days";
import { FilterBar } from "./FilterBar";
import { length, moment } from "./words";

interface Props {
  tenant: Tenant;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

interface Page {
  items: Call[];
  next_cursor?: string;
}

export function Calls({ tenant, filter, onFilter }: Props) {
  const [outcome, setOutcome] = useState("");
  const calls = useInfiniteQuery({
    queryKey: ["calls", filter, outcome],
    queryFn: ({ pageParam }) =>
      ask<Page>("/calls", {
        from: begins(filter.from, tenant.time_zone).toISOString(),
        until: begins(plus(filter.to, 1), tenant.time_zone).toISOString(),
        agent_id: filter.agent,
        outcome,
        cursor: pageParam,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: 30_000,
  });
  const rows = calls.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <FilterBar tenant={tenant} filter={filter} onFilter={onFilter}>
        <label className="text-xs text-mute">
          Outcome
          <select
            className={`${FIELD} mt-1 block`}
            value={outcome}
            onChange={({ target }) => setOutcome(target.value)}
          >
            <option value="">All outcomes</option>
            {Object.entries(OUTCOMES).map(([code, label]) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </FilterBar>
      <Failure of="The calls cannot be read" error={calls.error} />
      {calls.isPending && <p className="mt-6 text-mute">Reading the calls…</p>}
      {calls.isSuccess && rows.length === 0 && <p className="mt-8 text-center text-mute">No call matches.</p>}
      {rows.length > 0 && (
        <ul className="mt-5 divide-y divide-line border-y border-line" data-testid="calls">
          {rows.map((call) => (
            <li key={call.id}>
              <Row call={call} tenant={tenant} />
            </li>
          ))}
        </ul>
      )}
      {calls.hasNextPage && (
        <button
          type="button"
          disabled={calls.isFetchingNextPage}
          onClick={() => void calls.fetchNextPage()}
          className={`mt-3 ${BUTTON}`}
        >
          {calls.isFetchingNextPage ? "Reading…" : "Older calls"}
        </button>
      )}
    </>
  );
}

function Row({ call, tenant }: { call: Call; tenant: Tenant }) {
  return (
    <a href={`#/calls/${call.id}`} className="grid grid-cols-2 gap-x-4 gap-y-1 px-1 py-2 hover:bg-line/40 sm:grid-cols-[11rem_10rem_1fr_5rem_11rem]">
      <span>{moment(call.created_at, tenant.time_zone)}</span>
      <span className="font-medium">{call.from ?? <span className="font-normal text-mute">number deleted</span>}</span>
      <span className="text-mute">{call.agent.name}</span>
      <span className="text-mute sm:text-right">{length(call.duration_ms)}</span>
      <span>{outcomeOf(call)}</span>
    </a>
  );
}

export function outcomeOf(call: Call): string {
  if (call.state === "live") return "● talking now";
  if (call.state === "queued") return "waiting for an agent";
  return OUTCOMES[call.outcome ?? "unknown"] ?? call.outcome ?? "";
}
