import { FIELD } from "../shared/looks";
import type { Body, Fault, Value } from "./api";
import { blank, label, mayBeNull, typeOf, type Schema } from "./schema";

interface Props {
  name: string;
  pointer: string;
  schema: Schema;
  value: Value | undefined;
  faults: Fault[];
  /** undefined: the field goes, and its default holds. */
  onChange: (value: Value | undefined) => void;
}

const LONG = 300;

/** Edits a value of any kind the schema knows, and says beside it what is wrong with it. */
export function Field(props: Props) {
  const { name, pointer, schema, faults } = props;
  if (typeOf(schema) === "object") return <Group {...props} />;
  const own = faults.filter((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));
  const rows = schema.items !== undefined && typeOf(schema.items) === "object";
  return (
    <div className={rows ? "sm:col-span-2" : undefined}>
      {rows ? (
        <fieldset>
          <legend className="text-xs text-mute">{label(name)}</legend>
          <Rows {...props} />
        </fieldset>
      ) : (
        <label className="block">
          <span className="text-xs text-mute">{label(name)}</span>
          <Control {...props} />
        </label>
      )}
      {own.map(({ detail }) => (
        <p key={detail} role="alert" className="mt-1 text-xs text-warn">
          {detail}
        </p>
      ))}
    </div>
  );
}

function Group({ name, pointer, schema, value, faults, onChange }: Props) {
  const fields = Object.entries(schema.properties ?? {});
  const body = isBody(value) ? value : {};
  const wrong = faults.some((fault) => fault.pointer.startsWith(pointer));
  return (
    <details open={fields.length <= 4 || wrong} className="rounded border border-line p-3 sm:col-span-2">
      <summary className="cursor-pointer font-medium">{label(name)}</summary>
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        {fields.map(([field, one]) => (
          <Field
            key={field}
            name={field}
            pointer={`${pointer}/${field}`}
            schema={one}
            value={body[field]}
            faults={faults}
            onChange={(next) => onChange(withField(body, field, next))}
          />
        ))}
      </div>
    </details>
  );
}

function Control({ name, schema, value, onChange }: Props) {
  const called = label(name);
  const wide = `${FIELD} mt-1 block w-full`;
  const none = mayBeNull(schema) ? null : undefined;
  switch (typeOf(schema)) {
    case "boolean":
      return <input type="checkbox" aria-label={called} className="mt-2 block size-4" checked={value === true} onChange={({ target }) => onChange(target.checked)} />;
    case "integer":
    case "number":
      return (
        <input
          type="number"
          aria-label={called}
          className={wide}
          step={typeOf(schema) === "integer" ? 1 : "any"}
          min={schema.minimum}
          max={schema.maximum}
          placeholder={schema.default === undefined ? "" : `${String(schema.default)} unless set`}
          value={typeof value === "number" ? value : ""}
          onChange={({ target }) => onChange(target.value === "" ? none : Number(target.value))}
        />
      );
    case "array":
      return (
        <textarea
          aria-label={called}
          className={wide}
          rows={3}
          value={Array.isArray(value) ? value.join("\n") : ""}
          onChange={({ target }) => onChange(target.value === "" ? [] : target.value.split("\n"))}
          onBlur={() => Array.isArray(value) && onChange(value.filter((line) => String(line).trim() !== ""))}
        />
      );
    default:
      if (schema.enum) {
        return (
          <select aria-label={called} className={wide} value={value === null || value === undefined ? "" : String(value)} onChange={({ target }) => onChange(target.value || none)}>
            <option value="">as usual</option>
            {schema.enum
              .filter((choice) => choice !== null)
              .map((choice) => (
                <option key={String(choice)}>{String(choice)}</option>
              ))}
          </select>
        );
      }
      return <Text name={name} schema={schema} value={value} onChange={(text) => onChange(text === "" && (mayBeNull(schema) || schema.default !== undefined) ? none : text)} />;
  }
}

function Text({ name, schema, value, onChange }: { name: string; schema: Schema; value: Value | undefined; onChange: (text: string) => void }) {
  const text = typeof value === "string" ? value : "";
  const common = {
    "aria-label": label(name),
    className: `${FIELD} mt-1 block w-full`,
    maxLength: schema.maxLength,
    placeholder: typeof schema.default === "string" ? schema.default : "",
    value: text,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };
  if ((schema.maxLength ?? 0) < LONG) return <input {...common} />;
  return <textarea {...common} rows={name === "prompt" ? 14 : 2} />;
}

function Rows({ pointer, schema, value, faults, onChange }: Props) {
  const rows = Array.isArray(value) ? value : [];
  return (
    <div className="mt-1 space-y-2">
      {rows.map((row, at) => (
        <div key={at} className="flex items-end gap-2">
          <div className="grid flex-1 grid-cols-2 gap-2">
            {Object.entries(schema.items?.properties ?? {}).map(([field, one]) => (
              <Field
                key={field}
                name={field}
                pointer={`${pointer}/${at}/${field}`}
                schema={one}
                value={isBody(row) ? row[field] : undefined}
                faults={faults}
                onChange={(next) => onChange(rows.with(at, withField(isBody(row) ? row : {}, field, next)))}
              />
            ))}
          </div>
          <button type="button" className="px-2 py-1 text-mute" title="Remove" onClick={() => onChange(rows.toSpliced(at, 1))}>
            ×
          </button>
        </div>
      ))}
      {rows.length < (schema.maxItems ?? Infinity) && (
        <button type="button" className="text-caller" onClick={() => onChange([...rows, blank(schema.items!)])}>
          + one more
        </button>
      )}
    </div>
  );
}

export const isBody = (value: Value | undefined): value is Body => typeof value === "object" && value !== null && !Array.isArray(value);

export function withField(body: Body, field: string, value: Value | undefined): Body {
  const next = { ...body };
  if (value === undefined) delete next[field];
  else next[field] = value;
  return next;
}
