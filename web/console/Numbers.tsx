import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { BUTTON, FIELD } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { useDoors, type PhoneNumber } from "./api";

/** The numbers whose callers an agent answers. */
export function Numbers({ agent }: { agent: string }) {
  const { all, change, tenant } = useDoors();
  const queries = useQueryClient();
  const numbers = useQuery({ queryKey: ["numbers", tenant.id], queryFn: () => all<PhoneNumber>("/phone-numbers") });
  const route = useMutation({
    mutationFn: ({ number, to }: { number: PhoneNumber; to: string | null }) => change("PATCH", `/phone-numbers/${number.id}`, { agent_id: to }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["numbers"] }),
  });
  const add = useMutation({
    mutationFn: (e164: string) => change("POST", "/phone-numbers", { e164, agent_id: agent }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["numbers"] }),
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    try {
      await add.mutateAsync(String(new FormData(form).get("e164")).replaceAll(/[\s()-]/g, ""));
      form.reset();
    } catch {
      // told below
    }
  };
  const own = numbers.data?.filter(({ agent_id }) => agent_id === agent) ?? [];
  const others = numbers.data?.filter(({ agent_id }) => agent_id !== agent) ?? [];
  return (
    <section className="mt-6" aria-label="Numbers">
      <h2 className="font-medium">Numbers</h2>
      <Failure of="The numbers cannot be read" error={numbers.error} />
      <Failure of="It was not done" error={route.error ?? add.error} />
      {numbers.isSuccess && own.length === 0 && <p className="mt-1 text-mute">No number leads here: nobody can call it.</p>}
      <ul className="mt-2 space-y-1" data-testid="numbers">
        {own.map((number) => (
          <li key={number.id} className="flex items-center justify-between gap-2">
            <span className="font-medium">{number.e164}</span>
            <button type="button" className={BUTTON} disabled={route.isPending} onClick={() => route.mutate({ number, to: null })}>
              Take away
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <select
          className={`${FIELD} mt-2 w-full`}
          aria-label="Lead another number here"
          value=""
          onChange={({ target }) => {
            const number = others.find(({ id }) => id === target.value);
            if (number) route.mutate({ number, to: agent });
          }}
        >
          <option value="">lead another number here…</option>
          {others.map(({ id, e164, agent_id }) => (
            <option key={id} value={id}>
              {e164}
              {agent_id ? " (taken from its agent)" : ""}
            </option>
          ))}
        </select>
      )}
      <form onSubmit={submit} className="mt-2 flex gap-2">
        <input name="e164" required aria-label="New number" placeholder="+15551230001" className={`${FIELD} min-w-0 flex-1`} />
        <button type="submit" className={BUTTON} disabled={add.isPending}>
          Add
        </button>
      </form>
    </section>
  );
}
