export interface Scenario {
  name: string;
  about: string;
}

/** A fault script as the simulators take it. */
export interface Fault {
  name: string;
  vendor: string;
  door?: string;
  when?: { connection?: number; at_turn?: number; after_ms?: number; times?: number };
  does: { what: string; [detail: string]: unknown };
}

/** A fault in force, and how often it has happened. */
export interface Standing {
  fault: Fault;
  happened: number;
}

/** The faults people most want to see handled; any other can be written as YAML for the simulators. */
export const COMMON_FAULTS: { label: string; fault: Fault }[] = [
  { label: "Deepgram's socket dies", fault: { name: "ears-die", vendor: "deepgram", when: { times: 1 }, does: { what: "drop" } } },
  { label: "Deepgram falls silent", fault: { name: "ears-stall", vendor: "deepgram", when: { times: 1 }, does: { what: "stall" } } },
  { label: "OpenAI does not answer", fault: { name: "brain-stalls", vendor: "openai", when: { times: 1 }, does: { what: "stall" } } },
  { label: "OpenAI: quota used up", fault: { name: "brain-quota", vendor: "openai", when: { times: 0 }, does: { what: "http", status: 429, code: "insufficient_quota" } } },
  { label: "Rime answers 500", fault: { name: "voice-500", vendor: "rime", when: { times: 1 }, does: { what: "http", status: 500 } } },
  { label: "Rime is four times slower", fault: { name: "voice-slow", vendor: "rime", when: { times: 0 }, does: { what: "slow", factor: 4 } } },
  { label: "Twilio loses a mark", fault: { name: "mark-lost", vendor: "twilio", door: "media", when: { times: 1 }, does: { what: "lost_mark" } } },
  { label: "The media socket dies", fault: { name: "media-dies", vendor: "twilio", door: "media", when: { times: 1 }, does: { what: "drop" } } },
];
