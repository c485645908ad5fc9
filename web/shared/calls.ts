// What control-plane-api tells of calls (/internal/calls), as the pages read it.

export interface Call {
  id: string;
  tenant_id: string;
  state: "queued" | "live" | "ended";
  from: string;
  to: string;
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

export interface Turn {
  turn: number;
  started_ms: number;
  ended_ms: number;
  response_ms?: number;
  interrupted: boolean;
  clock_error: boolean;
  stages: Record<string, number>;
}

export interface ToolExecution {
  id: string;
  tool: string;
  status: "running" | "succeeded" | "failed" | "unknown";
  started_at: string;
  total_ms?: number;
  attempts: number;
  error_code?: string;
}

export interface CallDetail {
  call: Call;
  events: CallEvent[];
  utterances: Utterance[];
  turns: Turn[];
  tool_executions: ToolExecution[];
}
