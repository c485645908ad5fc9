import type { Turn } from "../calls";
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
      <ol className="space-y-1.5 text-xs" data-testid="turns">
        {turns.map((turn) => (
          <li key={turn.turn}>
            <details>
              <summary className="flex cursor-pointer items-center gap-2">
                <span className="w-5 shrink-0 text-right text-mute">{turn.turn}</span>
                <Bar turn={turn} longest={longest} />
                <span className="whitespace-nowrap text-mute">
                  {turn.response_ms === undefined ? "" : `gap ${turn.response_ms} ms`}
                  {turn.interrupted && <span className="text-warn"> interrupted</span>}
                  {turn.clock_error && <span className="text-warn"> clock error</span>}
                </span>
              </summary>
              <Stages turn={turn} />
            </details>
          </li>
        ))}
      </ol>
      {turns.length === 0 && <p className="text-mute">No turn is over yet.</p>}
      <ul className="mt-3 flex flex-wrap gap-x-3 gap-y-1 text-xs text-mute">
        {STAGES.map(([name, colour, meaning]) => (
          <li key={name} title={meaning} className="flex items-center gap-1">
            <Swatch colour={colour} />
            {name}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Bar({ turn, longest }: { turn: Turn; longest: number }) {
  return (
    <span className="flex h-4 overflow-hidden rounded-sm" style={{ width: `${Math.max(3, (55 * turn.total_ms) / longest)}%` }}>
      {STAGES.map(([name, colour, meaning]) => {
        const ms = spent(turn, name);
        return ms > 0 ? <span key={name} title={`${name} ${ms} ms: ${meaning}`} style={{ flexGrow: ms, background: colour }} /> : null;
      })}
    </span>
  );
}

/** The same in figures, for who opens the turn. */
function Stages({ turn }: { turn: Turn }) {
  return (
    <dl className="mt-1 mb-2 ml-7 grid max-w-md grid-cols-[auto_auto_minmax(0,1fr)] gap-x-3 text-mute" data-testid="stages">
      {STAGES.filter(([name]) => spent(turn, name) > 0).map(([name, colour, meaning]) => (
        <div key={name} className="col-span-3 grid grid-cols-subgrid items-baseline">
          <dt className="flex items-center gap-1 text-ink">
            <Swatch colour={colour} />
            {name}
          </dt>
          <dd className="text-right font-mono text-ink">{spent(turn, name)} ms</dd>
          <dd>{meaning}</dd>
        </div>
      ))}
      <div className="col-span-3 grid grid-cols-subgrid border-t border-line">
        <dt className="text-ink">in all</dt>
        <dd className="text-right font-mono text-ink">{turn.total_ms} ms</dd>
      </div>
    </dl>
  );
}

const spent = (turn: Turn, stage: string) => (stage === "unattributed" ? turn.unattributed_ms : (turn.stages[stage] ?? 0));

function Swatch({ colour }: { colour: string }) {
  return <i className="inline-block size-2.5 shrink-0 rounded-sm" style={{ background: colour }} />;
}
