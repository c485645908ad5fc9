// What control-plane-api tells of calls (/internal/calls and /internal/runtime/calls), as the pages read it.

export interface Call {
  id: string;
  tenant_id: string;
  state: "queued" | "live" | "ended";
  /** Absent, as `to` is, when the call's content is deleted. */
  from?: string;
  to?: string;
  agent_id: string;
  version_id: string;
  connector_id?: string;
  simulated: boolean;
  outcome?: string;
  end_reason?: string;
  created_at: string;
  answered_at?: string;
  ended_at?: string;
}

export interface CallEvent {
  seq: number;
  at: string;
  mono_ms?: number;
  type: string;
  payload: Record<string, unknown>;
}

export interface Utterance {
  turn: number;
  speaker: "caller" | "agent";
  generated: string;
  heard: string;
  heard_by: string;
  interrupted: boolean;
  started_ms: number;
  ended_ms: number;
}

/** A row of the ledger: the stages and `unattributed_ms` add up to `total_ms`. */
export interface Turn {
  turn: number;
  started_ms: number;
  total_ms: number;
  response_ms?: number;
  stages: Record<string, number>;
  unattributed_ms: number;
  interrupted: boolean;
  clock_error: boolean;
}

export interface ToolExecution {
  id: string;
  tool: string;
  status: "running" | "succeeded" | "failed" | "unknown";
  input: unknown;
  output?: unknown;
  error_code?: string;
  error_message?: string;
  started_at: string;
  finished_at?: string;
  /** Ms by stage (`validate_ms`, …) and `total_ms`. */
  timings?: Record<string, number>;
  attempts: ToolAttempt[];
  /** Where the tool is served: the origin of its n8n, and there its workflow, if it was imported from one. */
  source?: { origin?: string; workflow_id?: string };
}

/** One request to the automation. `remote_id`: n8n's number of its execution. */
export interface ToolAttempt {
  attempt: number;
  started_at: string;
  finished_at?: string;
  http_status?: number;
  remote_id?: string;
  error_code?: string;
  timings: Record<string, number>;
}

export interface CallDetail {
  call: Call;
  events: CallEvent[];
  utterances: Utterance[];
  turns: Turn[];
  tool_executions: ToolExecution[];
  recording?: { duration_ms: number };
}
