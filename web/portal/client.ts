// What control-plane-api tells a client of itself (/client).
import { get } from "../shared/http";

export interface Tenant {
  name: string;
  time_zone: string;
  retention_days: number;
  recordings: boolean;
  agents: { id: string; name: string }[];
}

export interface Share {
  name: string;
  value?: number;
  formula: string;
  meaning: string;
  numerator: number;
  denominator: number;
  coverage: string;
  exclusions: string;
}

export interface Figures {
  calls: number;
  answered: number;
  average_duration_sec?: number;
  average_duration_formula: string;
  shares: Share[];
  response: { turns: number; p50_ms?: number; p95_ms?: number; formula: string };
}

export interface Report {
  from: string;
  to: string;
  figures: Figures;
  days: { name: string; figures: Figures }[];
}

export interface Call {
  id: string;
  from?: string;
  to?: string;
  agent: { id: string; name: string };
  state: "queued" | "live" | "ended";
  outcome?: string;
  handoff_reason?: string;
  created_at: string;
  answered_at?: string;
  ended_at?: string;
  duration_ms?: number;
  recorded: boolean;
}

export interface Line {
  turn: number;
  speaker: "caller" | "agent";
  text: string;
  interrupted: boolean;
  started_ms: number;
  ended_ms: number;
}

/** Somebody of the team, or of several clients, looks at one by `/portal/?tenant_id=…`. */
const asked = new URLSearchParams(window.location.search).get("tenant_id");

/** The path of a question about the client; what is undefined or empty is left out. */
export function about(path: string, query: Record<string, string | undefined> = {}): string {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, tenant_id: asked ?? undefined })) if (value) all.set(name, value);
  return all.size > 0 ? `/client${path}?${all}` : `/client${path}`;
}

export const ask = <T>(path: string, query?: Record<string, string | undefined>) => get<T>(about(path, query));

export const OUTCOMES: Record<string, string> = {
  resolved: "resolved",
  handed_off: "handed to a person",
  abandoned: "abandoned",
  failed: "failed",
  unknown: "outcome unknown",
};
