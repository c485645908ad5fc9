import { useMemo, useState } from "react";
import type { CallEvent } from "../shared/calls";
import { clock } from "../shared/time";
import { Panel } from "./Panel";

export function Events({ events }: { events: CallEvent[] }) {
  const [filter, setFilter] = useState("");
  const shown = useMemo(() => events.filter((event) => event.type.includes(filter.trim())), [events, filter]);
  return (
    <Panel title="Events" note={`${shown.length} of ${events.length}, newest last`}>
      <input
        type="search"
        value={filter}
        onChange={(change) => setFilter(change.target.value)}
        placeholder="filter by type"
        aria-label="filter events by type"
        className="mb-2 w-60 rounded border border-line bg-transparent px-2 py-1"
      />
      <ol className="overflow-x-auto font-mono text-xs" data-testid="events">
        {shown.map((event) => (
          <li key={event.seq} className="flex gap-3 border-t border-line py-0.5 whitespace-nowrap">
            <span className="w-8 shrink-0 text-right text-mute">{event.seq}</span>
            <span className="w-16 shrink-0 text-mute">{event.mono_ms === undefined ? "" : clock(event.mono_ms)}</span>
            <span className="w-72 shrink-0">{event.type}</span>
            <span className="text-mute">{summary(event.payload)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function summary(payload: Record<string, unknown>): string {
  return Object.entries(payload)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("  ");
}
