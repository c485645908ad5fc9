import { useQuery } from "@tanstack/react-query";
import { Failure } from "../shared/Notice";
import { useDoors, type Body, type Fault, type Tool } from "./api";
import { Field, withField } from "./Field";
import type { Schema } from "./schema";

interface Props {
  body: Body;
  faults: Fault[];
  onEdit: (body: Body) => void;
}

/** A draft's form: its fields come from the draft's schema, so that a new one is here the day it is there. */
export function DraftEditor({ body, faults, onEdit }: Props) {
  const { ask, all, tenant } = useDoors();
  const schema = useQuery({ queryKey: ["draft-schema"], queryFn: () => ask<Schema>("/agents/draft-schema"), staleTime: Infinity });
  const tools = useQuery({ queryKey: ["tools", tenant.id], queryFn: () => all<Tool>("/tools") });
  if (!schema.data) return <Failure of="The form cannot be read" error={schema.error} />;
  const wide = new Set(["prompt", "greeting", "goodbye"]);
  return (
    <form className="grid gap-4 sm:grid-cols-2" onSubmit={(event) => event.preventDefault()} data-testid="draft">
      {Object.entries(schema.data.properties ?? {}).map(([name, field]) =>
        name === "tools" ? (
          <Tools key={name} known={tools.data ?? []} chosen={names(body)} faults={faults} onChange={(chosen) => onEdit(withField(body, name, chosen))} />
        ) : (
          <div key={name} className={wide.has(name) || field.properties ? "sm:col-span-2" : undefined}>
            <Field name={name} pointer={`/${name}`} schema={field} value={body[name]} faults={faults} onChange={(value) => onEdit(withField(body, name, value))} />
          </div>
        ),
      )}
    </form>
  );
}

const names = (body: Body): string[] => (Array.isArray(body["tools"]) ? body["tools"].map(String) : []);

interface ToolsProps {
  known: Tool[];
  chosen: string[];
  faults: Fault[];
  onChange: (chosen: string[]) => void;
}

function Tools({ known, chosen, faults, onChange }: ToolsProps) {
  const gone = chosen.filter((name) => !known.some((tool) => tool.name === name));
  return (
    <fieldset className="rounded border border-line p-3 sm:col-span-2">
      <legend className="px-1 font-medium">Tools</legend>
      {known.length === 0 && gone.length === 0 && <p className="text-mute">This tenant has no tool yet.</p>}
      {[...known.map(({ name, description, class: kind }) => ({ name, note: `${kind}: ${description}` })), ...gone.map((name) => ({ name, note: "there is no such tool any more" }))].map(
        ({ name, note }) => (
          <label key={name} className="flex items-baseline gap-2 py-0.5">
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={({ target }) => onChange(target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))}
            />
            <span className="font-mono text-xs">{name}</span>
            <span className="text-xs text-mute">{note}</span>
          </label>
        ),
      )}
      {faults
        .filter(({ pointer }) => pointer.startsWith("/tools"))
        .map(({ detail }) => (
          <p key={detail} role="alert" className="mt-1 text-xs text-warn">
            {detail}
          </p>
        ))}
    </fieldset>
  );
}
