import { useMemo, useState } from "react";
import type { CallEvent } from "../calls";
import { clock } from "../time";
import { Panel } from "./Panel";

/** The call's timeline. While it is live the newest event is on top, where it can be seen to come. */
export function Events({ events, live }: { events: CallEvent[]; live: boolean }) {
  const [filter, setFilter] = useState("");
  const [wish, setWish] = useState<boolean>();
  const newestFirst = wish ?? live;
  const shown = useMemo(() => {
    const wanted = events.filter((event) => event.type.includes(filter.trim()));
    return newestFirst ? wanted.reverse() : wanted;
  }, [events, filter, newestFirst]);
  return (
    <Panel title="Events" note={`${shown.length} of ${events.length}`}>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <input
          type="search"
          value={filter}
          onChange={(change) => setFilter(change.target.value)}
          placeholder="filter by type"
          aria-label="filter events by type"
          className="w-60 rounded border border-line bg-transparent px-2 py-1"
        />
        <label className="flex items-center gap-2 text-xs text-mute">
          <input type="checkbox" checked={newestFirst} onChange={(change) => setWish(change.target.checked)} />
          newest first
        </label>
      </div>
      <ol className="font-mono text-xs" data-testid="events">
        {shown.map((event) => (
          <li
            key={event.seq}
            className="grid grid-cols-[2rem_4rem_minmax(0,1fr)] gap-x-3 border-t border-line py-0.5 lg:grid-cols-[2rem_4rem_18rem_minmax(0,1fr)]"
          >
            <span className="text-right text-mute">{event.seq}</span>
            <span className="text-mute" title={event.at}>
              {event.mono_ms === undefined ? "" : clock(event.mono_ms)}
            </span>
            <span className="break-words">{event.type}</span>
            <span className="col-start-3 break-words text-mute lg:col-start-auto">{summary(event.payload)}</span>
          </li>
        ))}
      </ol>
      {shown.length === 0 && (
        <p className="text-mute">{events.length === 0 ? "Nothing has happened yet." : `No event's type contains “${filter.trim()}”.`}</p>
      )}
    </Panel>
  );
}

function summary(payload: Record<string, unknown>): string {
  return Object.entries(payload)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("  ");
}
