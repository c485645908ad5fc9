import type { Turn } from "../shared/calls";
import { Panel } from "./Panel";

// In the order in which they come; what no stage explains is shown too.
const STAGES = [
  ["endpointing", "oklch(0.75 0.1 250)", "waiting to be sure that the caller is done"],
  ["model", "oklch(0.65 0.15 300)", "until the model's first word"],
  ["writing", "oklch(0.75 0.1 320)", "until the first clause is complete"],
  ["tool", "oklch(0.7 0.15 60)", "a tool at work"],
  ["holding", "oklch(0.82 0.1 90)", "ready, but the caller has the floor"],
  ["voice", "oklch(0.68 0.13 160)", "until the voice's first sound is sent"],
  ["playout", "oklch(0.87 0.05 160)", "being spoken"],
  ["unattributed", "oklch(0.6 0.01 260)", "explained by nothing above"],
] as const;

export function Turns({ turns }: { turns: Turn[] }) {
  const longest = Math.max(1, ...turns.map((turn) => turn.total_ms));
  return (
    <Panel title="Turns" note="gap: end of the caller's speech to the agent's first sound">
      <ol className="space-y-1.5" data-testid="turns">
        {turns.map((turn) => (
          <li key={turn.turn} className="flex items-center gap-2 text-xs">
            <span className="w-5 text-right text-mute">{turn.turn}</span>
            <span
              className="flex h-4 overflow-hidden rounded-sm"
              style={{ width: `${Math.max(3, (55 * (turn.total_ms)) / longest)}%` }}
            >
              {STAGES.map(([name, colour, meaning]) => {
                const ms = name === "unattributed" ? turn.unattributed_ms : (turn.stages[name] ?? 0);
                return ms > 0 ? (
                  <span key={name} title={`${name} ${ms} ms: ${meaning}`} style={{ flexGrow: ms, background: colour }} />
                ) : null;
              })}
            </span>
            <span className="whitespace-nowrap text-mute">
              {turn.response_ms === undefined ? "" : `gap ${turn.response_ms} ms`}
              {turn.interrupted && <span className="text-warn"> interrupted</span>}
              {turn.clock_error && <span className="text-warn"> clock error</span>}
            </span>
          </li>
        ))}
      </ol>
      {turns.length === 0 && <p className="text-mute">No turn is over yet.</p>}
      <ul className="mt-3 flex flex-wrap gap-x-3 gap-y-1 text-xs text-mute">
        {STAGES.map(([name, colour, meaning]) => (
          <li key={name} title={meaning} className="flex items-center gap-1">
            <i className="inline-block size-2.5 rounded-sm" style={{ background: colour }} />
            {name}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
