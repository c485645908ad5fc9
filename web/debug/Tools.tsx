import type { ToolExecution } from "../shared/calls";
import { timeOfDay } from "../shared/time";
import { Panel } from "./Panel";

export function Tools({ executions }: { executions: ToolExecution[] }) {
  return (
    <Panel title="Tool executions">
      {executions.length === 0 ? (
        <p className="text-mute">No tool ran.</p>
      ) : (
        <table className="w-full text-left text-xs" data-testid="tools">
          <thead className="text-mute">
            <tr>
              <th className="font-normal">began</th>
              <th className="font-normal">tool</th>
              <th className="font-normal">outcome</th>
              <th className="text-right font-normal">took</th>
            </tr>
          </thead>
          <tbody>
            {executions.map((execution) => (
              <tr key={execution.id} className="border-t border-line">
                <td className="py-1 font-mono">{timeOfDay(execution.started_at)}</td>
                <td>{execution.tool}</td>
                <td className={execution.status === "succeeded" ? "text-agent" : "text-warn"}>
                  {execution.status}
                  {execution.error_code && `: ${execution.error_code}`}
                </td>
                <td className="text-right">
                  {execution.finished_at ? `${Date.parse(execution.finished_at) - Date.parse(execution.started_at)} ms` : "…"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
