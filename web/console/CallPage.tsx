import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { Call, CallDetail } from "../shared/calls";
import { BUTTON } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { Events } from "../shared/record/Events";
import { Tools } from "../shared/record/Tools";
import { Transcript } from "../shared/record/Transcript";
import { Turns } from "../shared/record/Turns";
import { clock, duration } from "../shared/time";
import { useDoors, type Page } from "./api";
import { said, stateOf, type Incident } from "./Calls";
import { Costs } from "./Costs";
import { HoldsOfCall } from "./HoldsOfCall";

/** A call as it is on record, for the team: what was said and done, what it cost, what did not hold, and what keeps it. */
export function CallPage({ id }: { id: string }) {
  const { ask, tenant } = useDoors();
  const call = useQuery({
    queryKey: ["call", tenant.id, id],
    queryFn: () => ask<Call>(`/calls/${id}`),
    refetchInterval: ({ state }) => (state.data?.state === "ended" ? false : 3_000),
  });
  return (
    <>
      <a href={`#/${tenant.slug}/calls`} className="text-caller">
        ← Calls
      </a>
      <Failure of="The call cannot be read" error={call.error} />
      {call.data && <Shown call={call.data} />}
    </>
  );
}

function Shown({ call }: { call: Call }) {
  const { ask, link, tenant, administers } = useDoors();
  const player = useRef<HTMLAudioElement>(null);
  // Each reading of what was said is audited, so a live call is read again only when somebody asks.
  const record = useQuery({
    queryKey: ["record", tenant.id, call.id, call.state],
    queryFn: () => ask<CallDetail>(`/calls/${call.id}/record`),
    staleTime: Infinity,
  });
  const incidents = useQuery({
    queryKey: ["incidents", tenant.id, call.id],
    queryFn: () => ask<Page<Incident>>("/incidents", { call_id: call.id, limit: "200" }),
  });
  const ended = call.state === "ended";
  const seek = (second: number) => {
    if (!player.current) return;
    player.current.currentTime = second;
    void player.current.play();
  };
  return (
    <article className="mt-3 space-y-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="text-lg font-semibold">{call.from ? `${call.from} → ${call.to}` : "A deleted call"}</h2>
        <span>{stateOf(call)}</span>
        <span className="text-mute">
          {new Date(call.created_at).toLocaleString()}
          {call.ended_at && `, ${duration(call.created_at, call.ended_at, 0)} min`}
        </span>
        {!ended && (
          <button type="button" className={`ml-auto ${BUTTON}`} disabled={record.isFetching} onClick={() => void record.refetch()}>
            Read again
          </button>
        )}
        {ended && call.from && administers && (
          <a className={`ml-auto ${BUTTON}`} href={link(`/calls/${call.id}/evidence`, { sound: "true" })} download>
            Evidence pack
          </a>
        )}
      </header>
      {record.data?.recording && (
        <audio ref={player} controls preload="metadata" className="w-full" src={link(`/calls/${call.id}/recording`)} data-testid="player" />
      )}
      <section aria-label="Incidents">
        <Failure of="The incidents cannot be read" error={incidents.error} />
        {incidents.data?.items.map(({ id, second, details, invariant, closed_at }) => (
          <p key={id} className={closed_at ? "text-mute" : "text-warn"}>
            ▲{" "}
            {second !== undefined && (
              <button type="button" className="font-mono underline decoration-dotted" onClick={() => seek(second)}>
                {clock(second * 1000).slice(0, 5)}
              </button>
            )}{" "}
            {said(details)} <span className="text-xs">({invariant.replaceAll("_", " ")}{closed_at ? ", holds again" : ""})</span>
          </p>
        ))}
      </section>
      <div className="grid gap-6 lg:grid-cols-2">
        <HoldsOfCall call={call.id} />
        {ended && <Costs call={call.id} />}
      </div>
      <Failure of="What was said cannot be read" error={record.error} />
      {record.data && !call.from && <p className="text-mute">What was said is deleted: its days were over, or its caller was erased.</p>}
      {record.data && call.from && (
        <>
          <div className="grid gap-6 lg:grid-cols-2">
            <Transcript utterances={record.data.utterances} live={!ended} />
            <div className="space-y-6">
              <Turns turns={record.data.turns} />
              <Tools executions={record.data.tool_executions} />
            </div>
          </div>
          <Events events={record.data.events} live={!ended} />
        </>
      )}
    </article>
  );
}
