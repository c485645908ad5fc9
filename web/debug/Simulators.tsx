import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { del, get, post } from "../shared/http";
import { COMMON_FAULTS, type Fault, type Scenario, type Standing } from "../shared/simulators";

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

function Happens({ fault, standing }: { fault: Fault; standing: Standing | undefined }) {
  if (standing && standing.happened > 0) return <span className="text-warn">happened {standing.happened} ×</span>;
  return <span className="text-mute">{fault.when?.times === 0 ? "until switched off" : "once"}</span>;
}

function Faults() {
  const queries = useQueryClient();
  const inForce = useQuery({ queryKey: ["faults"], queryFn: () => get<Standing[]>("/api/simulators/faults"), refetchInterval: 3_000 });
  const change = useMutation({
    mutationFn: ({ fault, on }: { fault: Fault; on: boolean }): Promise<unknown> =>
      on ? post("/api/simulators/faults", fault) : del(`/api/simulators/faults/${fault.name}`),
    // A switch moves at once, and moves back when the simulators refuse.
    onMutate: ({ fault, on }) => {
      const others = (queries.getQueryData<Standing[]>(["faults"]) ?? []).filter((other) => other.fault.name !== fault.name);
      queries.setQueryData<Standing[]>(["faults"], on ? [...others, { fault, happened: 0 }] : others);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["faults"] }),
  });
  const standing = new Map(inForce.data?.map((one) => [one.fault.name, one]));
  return (
    <details>
      <summary className="cursor-pointer text-xs text-mute">
        Faults {standing.size > 0 && <span className="text-warn">({standing.size} in force)</span>}
      </summary>
      <ul className="mt-1 space-y-1 text-xs">
        {COMMON_FAULTS.map(({ label, fault }) => (
          <li key={fault.name}>
            <label className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={standing.has(fault.name)}
                onChange={(event) => change.mutate({ fault, on: event.target.checked })}
              />
              {label} <Happens fault={fault} standing={standing.get(fault.name)} />
            </label>
          </li>
        ))}
      </ul>
      {change.error && <p className="mt-1 text-xs text-warn">{change.error.message}</p>}
    </details>
  );
}
