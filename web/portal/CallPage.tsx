import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Failure } from "../shared/Notice";
import { clock } from "../shared/time";
import { about, ask, type Call, type Line, type Tenant } from "./client";
import { outcomeOf } from "./Calls";
import { length, moment } from "./words";

export function CallPage({ id, tenant }: { id: string; tenant: Tenant }) {
  const call = useQuery({
    queryKey: ["call", id],
    queryFn: () => ask<Call>(`/calls/${id}`),
    refetchInterval: ({ state }) => (state.data?.state === "ended" ? false : 5_000),
  });
  return (
    <>
      <a href="#/calls" className="text-caller">
        ← Calls
      </a>
      {call.isPending && <p className="mt-6 text-mute">Reading the call…</p>}
      <Failure of="The call cannot be read" error={call.error} />
      {call.data && <Shown call={call.data} tenant={tenant} />}
    </>
  );
}

function Shown({ call, tenant }: { call: Call; tenant: Tenant }) {
  const player = useRef<HTMLAudioElement>(null);
  const [at, setAt] = useState<number>();
  const [silent, setSilent] = useState(false);
  const facts: [string, string][] = [
    ["From", call.from ?? "number deleted"],
    ["To", call.to ?? "number deleted"],
    ["Agent", call.agent.name],
    ["Began", moment(call.created_at, tenant.time_zone)],
    ["Length", length(call.duration_ms)],
    ["Outcome", outcomeOf(call)],
  ];
  if (call.handoff_reason) facts.push(["Why it was handed over", call.handoff_reason.replaceAll("_", " ")]);
  const seek = (ms: number) => {
    if (!player.current) return;
    player.current.currentTime = ms / 1000;
    void player.current.play();
  };
  return (
    <>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-6" data-testid="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-mute">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {call.recorded && call.state === "ended" && (
        <section className="mt-6">
          <audio
            ref={player}
            controls
            preload="metadata"
            className="w-full"
            src={about(`/calls/${call.id}/recording`)}
            onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime * 1000)}
            onError={() => setSilent(true)}
            data-testid="player"
          />
          {silent && (
            <p role="alert" className="mt-1 text-warn">
              The recording cannot be played.
            </p>
          )}
        </section>
      )}
      <Transcript call={call} at={at} onSeek={call.recorded && call.state === "ended" ? seek : undefined} />
    </>
  );
}

interface TranscriptProps {
  call: Call;
  /** Where the player stands, in ms; undefined: it has not played. */
  at: number | undefined;
  onSeek: ((ms: number) => void) | undefined;
}

function Transcript({ call, at, onSeek }: TranscriptProps) {
  const said = useQuery({
    queryKey: ["transcript", call.id, call.state],
    queryFn: () => ask<{ lines: Line[] }>(`/calls/${call.id}/transcript`),
    staleTime: Infinity,
  });
  const lines = [...(said.data?.lines ?? [])].sort((a, b) => a.started_ms - b.started_ms);
  return (
    <section className="mt-6" aria-label="Transcript">
      <h2 className="font-medium">What was said</h2>
      <p className="text-xs text-mute">
        As it was heard; personal numbers are replaced by marks where your rules say so. That you read or listen is on record.
      </p>
      {said.isPending && <p className="mt-3 text-mute">Reading…</p>}
      <Failure of="The transcript cannot be read" error={said.error} />
      {said.isSuccess && lines.length === 0 && (
        <p className="mt-3 text-mute">
          {call.from ? "Nothing was said." : "It is deleted: its days were over, or its caller asked for it."}
        </p>
      )}
      <ol className="mt-3 space-y-2" data-testid="transcript">
        {lines.map((line, index) => {
          const playing = at !== undefined && at >= line.started_ms && at < line.ended_ms;
          return (
            <li key={index} className={`flex gap-3 rounded px-2 py-1 ${playing ? "bg-line/60" : ""}`} aria-current={playing ? "true" : undefined}>
              <span className="w-14 shrink-0 pt-0.5 font-mono text-xs text-mute">
                {onSeek ? (
                  <button type="button" className="underline decoration-dotted" title="Listen from here" onClick={() => onSeek(line.started_ms)}>
                    {clock(line.started_ms)}
                  </button>
                ) : (
                  clock(line.started_ms)
                )}
              </span>
              <div className={line.speaker === "caller" ? "text-caller" : "text-agent"}>
                <span className="text-xs">{line.speaker}</span>
                <p className="text-ink">
                  {line.text}
                  {line.interrupted && <small className="ml-2 text-warn">interrupted</small>}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
