import type { Value } from "./api";

/** As much of JSON Schema as the draft's schema (/internal/agents/draft-schema) speaks. */
export interface Schema {
  type: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: Value[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  default?: Value;
}

export const typeOf = ({ type }: Schema): string => (Array.isArray(type) ? type.find((one) => one !== "null")! : type);

export const mayBeNull = ({ type }: Schema): boolean => Array.isArray(type) && type.includes("null");

/** What a new entry of a list begins with. */
export function blank(schema: Schema): Value {
  switch (typeOf(schema)) {
    case "object":
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, blank(field)]));
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    default:
      return "";
  }
}

const WORDS: Record<string, string> = {
  llm: "Language model",
  stt: "Hearing",
  tts: "Voice",
  policy: "Turn-taking",
  auto_tools: "Uses tools by itself",
  transfer_number: "Transfers callers to",
  keyterms: "Key terms, one a line",
};

/** How a field is called on the page: "endpointing_ms" is "Endpointing, ms". */
export function label(name: string): string {
  const words = WORDS[name] ?? name.replace(/_ms$/, ", ms").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
