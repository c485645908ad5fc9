import { useState } from "react";
import type { ToolAttempt, ToolExecution } from "../calls";
import { timeOfDay } from "../time";

/** The stages of an execution in their order; what they leave of the whole is shown as "other". */
const STAGES = [
  { key: "validate_ms", name: "validate", color: "bg-stage-validate" },
  { key: "queue_ms", name: "queue", color: "bg-stage-queue" },
  { key: "connect_ms", name: "connect", color: "bg-stage-connect" },
  { key: "network_ms", name: "network", color: "bg-stage-network" },
  { key: "n8n_ms", name: "n8n", color: "bg-stage-n8n" },
  { key: "parse_ms", name: "parse", color: "bg-stage-parse" },
] as const;

interface Bar {
  name: string;
  ms: number;
  color: string;
}

/** What the recorded stages say, and the rest of the time; only what took any. */
function bars(timings: Record<string, number>, total: number): Bar[] {
  const known = STAGES.map(({ key, name, color }) => ({ name, ms: timings[key] ?? 0, color })).filter(({ ms }) => ms > 0);
  const rest = total - known.reduce((sum, { ms }) => sum + ms, 0);
  return rest > 0 ? [...known, { name: "other", ms: rest, color: "bg-line" }] : known;
}

function duration(of: { started_at: string; finished_at?: string }): number | undefined {
  return of.finished_at ? Date.parse(of.finished_at) - Date.parse(of.started_at) : undefined;
}

/** Where n8n shows this execution; undefined while it is not known which one it is. */
export function n8nLink(execution: ToolExecution, attempt: ToolAttempt): string | undefined {
  const { origin, workflow_id } = execution.source ?? {};
  if (!origin || !workflow_id || !attempt.remote_id) return undefined;
  return `${origin}/workflow/${encodeURIComponent(workflow_id)}/executions/${encodeURIComponent(attempt.remote_id)}`;
}

/** One execution: a row with its bar, and on a click its stages in numbers, its attempts and what went in and came out. */
export function Execution({ execution, longest }: { execution: ToolExecution; longest: number }) {
  const [open, setOpen] = useState(false);
  const total = execution.timings?.total_ms ?? duration(execution);
  const shown = total === undefined ? [] : bars(execution.timings ?? {}, total);
  return (
    <li className="border-t border-line py-1.5" data-testid="execution">
      <button
        type="button"
        onClick={() => setOpen(!open)}
        aria-expanded={open}
        className="grid w-full grid-cols-[5rem_1fr_auto] items-baseline gap-x-3 text-left hover:bg-line/30"
      >
        <span className="font-mono text-mute">{timeOfDay(execution.started_at)}</span>
        <span className="truncate">
          <span className="mr-1 inline-block w-3 text-mute">{open ? "▾" : "▸"}</span>
          {execution.tool} <Outcome execution={execution} />
        </span>
        <span className="text-right tabular-nums">{total === undefined ? "running…" : `${total} ms`}</span>
        <span />
        <Track shown={shown} longest={longest} />
        <span className="text-right text-mute">{attemptsOf(execution)}</span>
      </button>
      {open && <Details execution={execution} shown={shown} total={total} />}
    </li>
  );
}

function Outcome({ execution }: { execution: ToolExecution }) {
  const good = execution.status === "succeeded";
  return (
    <span className={good ? "text-agent" : execution.status === "running" ? "text-mute" : "text-warn"}>
      {execution.status}
      {execution.error_code && `: ${execution.error_code}`}
    </span>
  );
}

function attemptsOf({ attempts }: ToolExecution): string {
  return attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`;
}

/** All bars of a call have one scale, so that the slow one is seen at a glance. */
function Track({ shown, longest }: { shown: Bar[]; longest: number }) {
  const label = shown.map(({ name, ms }) => `${name} ${ms} ms`).join(", ");
  return (
    <span className="mt-1 flex h-2.5 w-full self-center rounded-sm bg-line/40" role="img" aria-label={label || "no stages recorded"}>
      {shown.map(({ name, ms, color }) => (
        <span
          key={name}
          title={`${name}: ${ms} ms`}
          className={`h-full first:rounded-l-sm last:rounded-r-sm ${color}`}
          style={{ width: `${(100 * ms) / Math.max(longest, 1)}%`, minWidth: 2 }}
        />
      ))}
    </span>
  );
}

function Details({ execution, shown, total }: { execution: ToolExecution; shown: Bar[]; total?: number }) {
  return (
    <div className="mt-2 space-y-3 pb-2 pl-4">
      <dl className="flex flex-wrap gap-x-4 gap-y-1">
        {shown.map(({ name, ms, color }) => (
          <div key={name} className="flex items-baseline gap-1.5">
            <span className={`inline-block size-2 rounded-full ${color}`} />
            <dt className="text-mute">{name}</dt>
            <dd className="tabular-nums">
              {ms} ms{total ? <span className="text-mute"> {Math.round((100 * ms) / total)} %</span> : null}
            </dd>
          </div>
        ))}
      </dl>
      <Attempts execution={execution} />
      {execution.error_message && <p className="text-warn">{execution.error_message}</p>}
      <div className="grid gap-2 xl:grid-cols-2">
        <Json name="input" value={execution.input} />
        {execution.output !== undefined && <Json name="output" value={execution.output} />}
      </div>
      <p className="font-mono text-mute select-all">execution {execution.id}</p>
    </div>
  );
}

function Attempts({ execution }: { execution: ToolExecution }) {
  if (execution.attempts.length === 0) return <p className="text-mute">Nothing was sent.</p>;
  return (
    <table className="w-full text-left" data-testid="attempts">
      <thead className="text-mute">
        <tr>
          <th className="font-normal">attempt</th>
          <th className="font-normal">answer</th>
          <th className="font-normal">n8n execution</th>
          <th className="text-right font-normal">took</th>
        </tr>
      </thead>
      <tbody>
        {execution.attempts.map((attempt) => (
          <tr key={attempt.attempt} className="border-t border-line">
            <td className="py-0.5 tabular-nums">{attempt.attempt}</td>
            <td className={attempt.error_code ? "text-warn" : undefined}>
              {attempt.http_status ?? "no answer"}
              {attempt.error_code && ` ${attempt.error_code}`}
            </td>
            <td className="font-mono">
              <RemoteId execution={execution} attempt={attempt} />
            </td>
            <td className="text-right tabular-nums">{duration(attempt) === undefined ? "…" : `${duration(attempt)} ms`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RemoteId({ execution, attempt }: { execution: ToolExecution; attempt: ToolAttempt }) {
  if (!attempt.remote_id) return <span className="text-mute">not told</span>;
  const link = n8nLink(execution, attempt);
  if (!link) return <span className="select-all">{attempt.remote_id}</span>;
  return (
    <a href={link} target="_blank" rel="noreferrer" className="text-caller underline underline-offset-2">
      {attempt.remote_id} ↗
    </a>
  );
}

function Json({ name, value }: { name: string; value: unknown }) {
  return (
    <figure className="min-w-0">
      <figcaption className="text-mute">{name}</figcaption>
      <pre className="max-h-60 overflow-auto rounded border border-line p-2 font-mono whitespace-pre-wrap">{JSON.stringify(value, null, 2)}</pre>
    </figure>
  );
}
