import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { BUTTON, FIELD } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { useDoors, type Agent, type PhoneNumber } from "./api";
import { go } from "./route";

export function Agents() {
  const { all, tenant } = useDoors();
  const agents = useQuery({ queryKey: ["agents", tenant.id], queryFn: () => all<Agent>("/agents") });
  const numbers = useQuery({ queryKey: ["numbers", tenant.id], queryFn: () => all<PhoneNumber>("/phone-numbers") });
  return (
    <>
      <NewAgent />
      <Failure of="The agents cannot be read" error={agents.error} />
      {agents.data?.length === 0 && <p className="mt-8 text-center text-mute">No agent yet. Name the first one above.</p>}
      <ul className="mt-5 divide-y divide-line border-y border-line empty:border-0" data-testid="agents">
        {agents.data?.map((agent) => (
          <li key={agent.id}>
            <a href={`#/${tenant.slug}/agents/${agent.id}`} className="flex flex-wrap gap-x-6 gap-y-1 px-1 py-2 hover:bg-line/40">
              <span className="w-56 font-medium">{agent.name}</span>
              <span className="w-40 text-mute">{stateOf(agent)}</span>
              <span className="text-mute">
                {numbers.data
                  ?.filter((number) => number.agent_id === agent.id)
                  .map(({ e164 }) => e164)
                  .join(", ")}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

export function stateOf(agent: Agent): string {
  if (agent.state === "archived") return "archived: takes no calls";
  return agent.live_version_id ? "takes calls" : "not published yet";
}

function NewAgent() {
  const { change, tenant } = useDoors();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const make = useMutation({
    mutationFn: () => change<Agent>("POST", "/agents", { name }),
    onSuccess: async (agent) => {
      await queries.invalidateQueries({ queryKey: ["agents", tenant.id] });
      go(tenant.slug, "agents", agent.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <label className="text-xs text-mute">
        New agent
        <input className={`${FIELD} mt-1 block w-64`} value={name} required maxLength={100} placeholder="its name" onChange={({ target }) => setName(target.value)} />
      </label>
      <button type="submit" className={BUTTON} disabled={make.isPending}>
        Make
      </button>
      <Failure of="It was not made" error={make.error} />
    </form>
  );
}
