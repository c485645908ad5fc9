import type { ToolExecution } from "../calls";
import { Execution } from "./Execution";
import { Panel } from "./Panel";

/** The tools a call has run, with where their time went. */
export function Tools({ executions }: { executions: ToolExecution[] }) {
  const longest = Math.max(0, ...executions.map(took));
  return (
    <Panel title="Tool executions" note={executions.length > 1 ? "bars of one scale; click for stages and attempts" : undefined}>
      {executions.length === 0 ? (
        <p className="text-mute">No tool ran.</p>
      ) : (
        <ol className="text-xs" data-testid="tools">
          {executions.map((execution) => (
            <Execution key={execution.id} execution={execution} longest={longest} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function took({ timings, started_at, finished_at }: ToolExecution): number {
  return timings?.total_ms ?? (finished_at ? Date.parse(finished_at) - Date.parse(started_at) : 0);
}
