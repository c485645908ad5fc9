import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { BUTTON, FIELD } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { useDoors } from "./api";
import type { Hold } from "./Holds";

/** What keeps a call past its days, and the door to keeping it. */
export function HoldsOfCall({ call }: { call: string }) {
  const { ask, change, tenant, administers } = useDoors();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const holds = useQuery({ queryKey: ["holds", tenant.id, call], queryFn: () => ask<Hold[]>(`/calls/${call}/legal-hold`) });
  const place = useMutation({
    mutationFn: (words: object) => change("POST", `/calls/${call}/legal-hold`, words),
    onSuccess: async () => {
      setAsked(false);
      await queries.invalidateQueries({ queryKey: ["holds"] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    place.mutate(Object.fromEntries(new FormData(event.currentTarget)));
  };
  return (
    <section aria-label="Holds of this call">
      <h3 className="font-medium">Legal holds</h3>
      <Failure of="The holds cannot be read" error={holds.error} />
      {holds.data?.length === 0 && <p className="text-mute">None: it goes when its {tenant.retention_days} days are over.</p>}
      {holds.data?.map(({ id, matter, reason, protects_until }) => (
        <p key={id}>
          {matter} <span className="text-xs text-mute">{reason}{protects_until && `; released, protects until ${new Date(protects_until).toLocaleString()}`}</span>
        </p>
      ))}
      {asked ? (
        <form onSubmit={submit} className="mt-2 flex flex-wrap items-center gap-2">
          {["matter", "owner", "reason"].map((field) => (
            <input key={field} name={field} aria-label={field} placeholder={field} required maxLength={2000} className={FIELD} />
          ))}
          <button type="submit" className={BUTTON} disabled={place.isPending}>
            Hold this call
          </button>
          <Failure of="It was not held" error={place.error} />
        </form>
      ) : (
        administers && (
          <button type="button" className={`mt-2 ${BUTTON}`} onClick={() => setAsked(true)}>
            Hold this call…
          </button>
        )
      )}
    </section>
  );
}
