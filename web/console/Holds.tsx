import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { BUTTON, FIELD, MAIN_BUTTON } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { useDoors, type Page } from "./api";
import { count } from "./RetentionPage";

interface Scope {
  call_id?: string;
  caller?: string;
  from?: string;
  until?: string;
}

export interface Hold {
  id: string;
  matter: string;
  reason: string;
  owner: string;
  scope: Scope;
  review_at?: string;
  placed_by: string;
  placed_at: string;
  released_at?: string;
  protects_until?: string;
}

interface Covered {
  calls: number;
  recordings: number;
  gone: number;
  copies: number;
}

/** What must be kept past its days, and why. */
export function Holds() {
  const { ask, change, tenant, administers } = useDoors();
  const queries = useQueryClient();
  const holds = useQuery({ queryKey: ["holds", tenant.id], queryFn: () => ask<Page<Hold>>("/legal-holds", { limit: "100" }) });
  const release = useMutation({
    mutationFn: (hold: string) => change("POST", `/legal-holds/${hold}/release`),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ["holds"] }), queries.invalidateQueries({ queryKey: ["retention"] })]),
  });
  return (
    <section aria-label="Legal holds">
      <h2 className="text-lg font-semibold">Legal holds</h2>
      {administers && <NewHold />}
      <Failure of="The holds cannot be read" error={holds.error} />
      <Failure of="It was not released" error={release.error} />
      {holds.data?.items.length === 0 && <p className="mt-4 text-mute">None: everything goes when its days are over.</p>}
      <ul className="mt-4 space-y-2" data-testid="holds">
        {holds.data?.items.map((hold) => (
          <li key={hold.id} className="rounded border border-line p-3">
            <div className="flex items-baseline justify-between gap-3">
              <span className="font-medium">{hold.matter}</span>
              {hold.released_at ? (
                <span className="text-xs text-mute">released; protects until {new Date(hold.protects_until!).toLocaleString()}</span>
              ) : (
                administers && (
                  <button type="button" className={BUTTON} disabled={release.isPending} onClick={() => release.mutate(hold.id)}>
                    Release
                  </button>
                )
              )}
            </div>
            <p>{covers(hold.scope)}</p>
            <p className="text-xs text-mute">
              {hold.reason} · asked for by {hold.owner} · placed {new Date(hold.placed_at).toLocaleString()}
              {hold.review_at && ` · to be reviewed on ${hold.review_at}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function covers({ call_id, caller, from, until }: Scope): string {
  const parts = [
    call_id && `the call ${call_id}`,
    caller && `calls from ${caller}`,
    from && `from ${new Date(from).toLocaleString()}`,
    until && `until ${new Date(until).toLocaleString()}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "every call of this tenant";
}

function NewHold() {
  const { change, tenant } = useDoors();
  const queries = useQueryClient();
  const [scope, setScope] = useState<Scope>({});
  const preview = useQuery({ queryKey: ["covered", tenant.id, scope], queryFn: () => change<Covered>("POST", "/legal-holds/preview", scope) });
  const place = useMutation({
    mutationFn: (words: object) => change("POST", "/legal-holds", { ...words, covers: scope }),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ["holds"] }), queries.invalidateQueries({ queryKey: ["retention"] })]),
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const words = Object.fromEntries([...new FormData(form)].filter(([, text]) => text !== ""));
    try {
      await place.mutateAsync(words);
      form.reset();
      setScope({});
    } catch {
      // told below
    }
  };
  const set = (field: keyof Scope, text: string) => setScope(({ [field]: _, ...rest }) => (text ? { ...rest, [field]: text } : rest));
  const wide = `${FIELD} mt-1 block w-full`;
  return (
    <details className="mt-3 rounded border border-line p-3">
      <summary className="cursor-pointer">Place a hold</summary>
      <form onSubmit={submit} className="mt-3 grid gap-3 sm:grid-cols-2">
        <label className="text-xs text-mute">
          Matter
          <input name="matter" required maxLength={2000} className={wide} />
        </label>
        <label className="text-xs text-mute">
          Asked for by
          <input name="owner" required maxLength={2000} className={wide} />
        </label>
        <label className="text-xs text-mute sm:col-span-2">
          Reason
          <input name="reason" required maxLength={2000} className={wide} />
        </label>
        <label className="text-xs text-mute">
          Only calls from
          <input className={wide} placeholder="+15551230001" value={scope.caller ?? ""} onChange={({ target }) => set("caller", target.value.trim())} />
        </label>
        <label className="text-xs text-mute">
          Only this call
          <input className={wide} placeholder="its id" pattern="[0-9a-f\-]{36}" onChange={({ target }) => set("call_id", /^[0-9a-f-]{36}$/.test(target.value) ? target.value : "")} />
        </label>
        <label className="text-xs text-mute">
          Began on or after (your time)
          <input type="datetime-local" className={wide} onChange={({ target }) => set("from", instant(target.value))} />
        </label>
        <label className="text-xs text-mute">
          Began before (your time)
          <input type="datetime-local" className={wide} onChange={({ target }) => set("until", instant(target.value))} />
        </label>
        <label className="text-xs text-mute">
          Review on
          <input name="review_at" type="date" className={wide} />
        </label>
        <p className="self-end text-xs" data-testid="covered">
          {preview.data && told(preview.data)}
        </p>
        <div className="sm:col-span-2">
          <button type="submit" className={MAIN_BUTTON} disabled={place.isPending}>
            Place the hold
          </button>
          <Failure of="It was not placed" error={place.error ?? preview.error} />
        </div>
      </form>
    </details>
  );
}

const instant = (local: string) => (local ? new Date(local).toISOString() : "");

function told({ calls, recordings, gone, copies }: Covered): string {
  const late = gone > 0 ? ` Too late for ${count(gone, "call")} that ${gone === 1 ? "is" : "are"} deleted` : "";
  const left = copies > 0 ? `${late ? "," : ""} of which ${count(copies, "copy", "copies")} elsewhere would be kept` : "";
  return `Would keep ${count(calls, "call")} with ${count(recordings, "recording")}.${late}${left}${late || left ? "." : ""}`;
}
