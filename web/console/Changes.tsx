import { useQuery } from "@tanstack/react-query";
import { Failure } from "../shared/Notice";
import { useDoors, type Value } from "./api";

interface Change {
  field: string;
  from?: Value;
  to?: Value;
}

interface Diff {
  same: boolean;
  prompt: { kind: "equal" | "removed" | "added"; text: string }[];
  tools: { added: string[]; removed: string[]; reordered: boolean; changed: { name: string; fields: Change[]; arguments: { name: string }[] }[] };
  timing: Change[];
  voice: Change[];
  models: Change[];
  phrases: Change[];
  rules: Change[];
}

const SECTIONS = ["voice", "models", "phrases", "timing", "rules"] as const;

/** What would be different for callers if the draft were published over the version they get now. */
export function Changes({ agent, live }: { agent: string; live: string }) {
  const { ask, tenant } = useDoors();
  const diff = useQuery({
    queryKey: ["diff", tenant.id, agent, live],
    queryFn: () => ask<Diff>(`/versions/${live}/diff`, { agent_id: agent, to: "draft" }),
  });
  if (!diff.data) return <Failure of="The changes cannot be read" error={diff.error} />;
  const { prompt, tools } = diff.data;
  return (
    <section aria-label="Changes" data-testid="changes">
      <h2 className="font-medium">What callers would notice</h2>
      {diff.data.same && <p className="mt-1 text-mute">Nothing: the draft is as what they get now.</p>}
      {prompt.length > 0 && (
        <p className="mt-2 max-h-72 overflow-y-auto rounded border border-line p-2 text-xs whitespace-pre-wrap">
          {prompt.map(({ kind, text }, at) =>
            kind === "added" ? (
              <ins key={at} className="bg-agent/20 no-underline">
                {text}
              </ins>
            ) : kind === "removed" ? (
              <del key={at} className="bg-warn/20">
                {text}
              </del>
            ) : (
              <span key={at}>{text}</span>
            ),
          )}
        </p>
      )}
      <ul className="mt-2 space-y-1 text-xs">
        {tools.added.map((name) => (
          <li key={name}>gets the tool {name}</li>
        ))}
        {tools.removed.map((name) => (
          <li key={name}>loses the tool {name}</li>
        ))}
        {tools.changed.map(({ name, fields, arguments: changed }) => (
          <li key={name}>
            the tool {name} is another: {[...fields.map(({ field }) => field), ...changed.map((argument) => `argument ${argument.name}`)].join(", ")}
          </li>
        ))}
        {tools.reordered && <li>its tools stand in another order</li>}
        {SECTIONS.flatMap((section) => diff.data[section]).map(({ field, from, to }) => (
          <li key={field}>
            <span className="font-mono">{field}</span>: <del className="text-mute">{said(from)}</del> → {said(to)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const said = (value: Value | undefined) => (value === undefined || value === null ? "as usual" : typeof value === "string" ? value : JSON.stringify(value));
