import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { del, get, post } from "../shared/http";
import { COMMON_FAULTS, type Fault, type Scenario } from "../shared/simulators";

/** Place a simulated call, and make the simulated vendors misbehave. */
export function Simulators() {
  return (
    <section aria-label="Simulators" className="space-y-2 border-b border-line p-4">
      <PlaceCall />
      <Faults />
    </section>
  );
}

function PlaceCall() {
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: () => get<Scenario[]>("/api/simulators/scenarios"), refetchInterval: false });
  const [name, setName] = useState("demo");
  const place = useMutation({ mutationFn: () => post<unknown>("/api/simulators/calls", { scenario: name }) });
  const about = scenarios.data?.find((scenario) => scenario.name === name)?.about;
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        place.mutate();
      }}
    >
      <div className="flex gap-2">
        <select
          value={name}
          onChange={(change) => setName(change.target.value)}
          aria-label="scenario"
          className="min-w-0 flex-1 rounded border border-line bg-paper px-2 py-1"
        >
          {scenarios.data?.map((scenario) => (
            <option key={scenario.name} value={scenario.name}>
              {scenario.name}
            </option>
          ))}
        </select>
        <button type="submit" disabled={place.isPending} className="rounded bg-agent px-3 py-1 whitespace-nowrap text-paper disabled:opacity-50">
          Place call
        </button>
      </div>
      {about && <p className="mt-1 text-xs text-mute">{about}</p>}
      {place.error && <p className="mt-1 text-xs text-warn">{place.error.message}</p>}
    </form>
  );
}

function Faults() {
  const queries = useQueryClient();
  const inForce = useQuery({ queryKey: ["faults"], queryFn: () => get<Fault[]>("/api/simulators/faults"), refetchInterval: 3_000 });
  const change = useMutation({
    mutationFn: ({ fault, on }: { fault: Fault; on: boolean }): Promise<unknown> =>
      on ? post("/api/simulators/faults", fault) : del(`/api/simulators/faults/${fault.name}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ["faults"] }),
  });
  const names = new Set(inForce.data?.map((fault) => fault.name));
  return (
    <details>
      <summary className="cursor-pointer text-xs text-mute">
        Faults {names.size > 0 && <span className="text-warn">({names.size} in force)</span>}
      </summary>
      <ul className="mt-1 space-y-1 text-xs">
        {COMMON_FAULTS.map(({ label, fault }) => (
          <li key={fault.name}>
            <label className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={names.has(fault.name)}
                onChange={(event) => change.mutate({ fault, on: event.target.checked })}
              />
              {label} <span className="text-mute">{fault.when?.times === 0 ? "until switched off" : "once"}</span>
            </label>
          </li>
        ))}
      </ul>
      {change.error && <p className="mt-1 text-xs text-warn">{change.error.message}</p>}
    </details>
  );
}
