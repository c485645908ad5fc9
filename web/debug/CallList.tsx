import type { Call } from "../shared/calls";
import { duration, timeOfDay } from "../shared/time";
import { useNow } from "./live";

interface Props {
  calls: Call[];
  reading: boolean;
  failure: Error | null;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

export function CallList({ calls, reading, failure, chosen, onChoose }: Props) {
  const now = useNow(calls.some((call) => call.state !== "ended"));
  if (reading) return <p className="p-4 text-mute">Reading the calls…</p>;
  return (
    <>
      {failure && (
        <p className="border-b border-line p-4 text-warn" role="alert">
          The calls cannot be read: {failure.message}
        </p>
      )}
      <ul className="max-h-60 min-h-0 flex-1 overflow-y-auto md:max-h-none" data-testid="calls">
      {calls.map((call) => (
        <li key={call.id}>
          <button
            type="button"
            onClick={() => onChoose(call.id)}
            aria-current={call.id === chosen}
            className="w-full border-b border-line px-4 py-2 text-left hover:bg-line/40 aria-[current=true]:bg-line/60"
          >
            <span className="flex justify-between">
              <span className="font-medium">{call.from}</span>
              <span className="text-mute">{duration(call.created_at, call.ended_at, now)}</span>
            </span>
            <span className="flex justify-between text-xs text-mute">
              <span>{timeOfDay(call.created_at)}</span>
              <StateOf call={call} />
            </span>
          </button>
        </li>
      ))}
      </ul>
    </>
  );
}

export function StateOf({ call }: { call: Call }) {
  switch (call.state) {
    case "queued":
      return <span className="text-warn">waiting for an agent</span>;
    case "live":
      return <span className="text-agent">● live</span>;
    case "ended":
      return (
        <span>
          {call.outcome} · {call.end_reason?.replaceAll("_", " ")}
        </span>
      );
  }
}
