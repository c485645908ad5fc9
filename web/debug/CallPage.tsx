import { useQuery } from "@tanstack/react-query";
import type { CallDetail } from "../shared/calls";
import { get } from "../shared/http";
import { duration, timeOfDay } from "../shared/time";
import { StateOf } from "./CallList";
import { Events } from "../shared/record/Events";
import { useNow } from "./live";
import { Tools } from "../shared/record/Tools";
import { Transcript } from "../shared/record/Transcript";
import { Turns } from "../shared/record/Turns";
import { UserTurn } from "./UserTurn";

export function CallPage({ id }: { id: string }) {
  const detail = useQuery({ queryKey: ["call", id], queryFn: () => get<CallDetail>(`/api/calls/${id}`) });
  const live = detail.data?.call.state === "live";
  const now = useNow(live);
  if (detail.error && !detail.data) {
    return (
      <p className="p-6 text-warn" role="alert">
        This call cannot be read: {detail.error.message}
      </p>
    );
  }
  if (!detail.data) return <p className="p-6 text-mute">Reading the call…</p>;
  const { call, events, utterances, turns, tool_executions } = detail.data;

  return (
    <article className="mx-auto max-w-6xl space-y-6 p-4 md:p-6">
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="text-xl font-semibold">
          {call.from} → {call.to}
        </h2>
        <StateOf call={call} />
        <dl className="flex w-full flex-wrap gap-x-6 text-xs text-mute">
          <Fact name="began" value={timeOfDay(call.created_at)} />
          <Fact name="lasted" value={duration(call.created_at, call.ended_at, now)} />
          <Fact name="version" value={call.version_id.slice(0, 12)} />
          <Fact name="connector" value={call.connector_id ?? "none yet"} />
          <Fact name="call" value={call.id} />
        </dl>
      </header>
      {detail.error && (
        <p className="text-warn" role="alert">
          What you see may be old; this call cannot be read now: {detail.error.message}
        </p>
      )}
      {live && <UserTurn call={call.id} />}
      <div className="grid gap-6 lg:grid-cols-2">
        <Transcript utterances={utterances} live={live} />
        <div className="space-y-6">
          <Turns turns={turns} />
          <Tools executions={tool_executions} />
        </div>
      </div>
      <Events events={events} live={live} />
    </article>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-1">
      <dt>{name}</dt>
      <dd className="min-w-0 font-mono break-all text-ink select-all">{value}</dd>
    </div>
  );
}
