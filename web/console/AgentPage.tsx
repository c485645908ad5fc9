import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { BUTTON, FIELD, MAIN_BUTTON } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { stateOf } from "./Agents";
import { useDoors, type Agent, type Draft } from "./api";
import { Changes } from "./Changes";
import { DraftEditor } from "./DraftEditor";
import { Numbers } from "./Numbers";
import { useDraft, type Saving } from "./useDraft";
import { Versions } from "./Versions";

export function AgentPage({ id }: { id: string }) {
  const { ask, tenant } = useDoors();
  const agent = useQuery({ queryKey: ["agent", tenant.id, id], queryFn: () => ask<Agent>(`/agents/${id}`) });
  const { draft, error, body, edit, saving, reload } = useDraft(id);
  return (
    <>
      <a href={`#/${tenant.slug}/agents`} className="text-caller">
        ← Agents
      </a>
      <Failure of="The agent cannot be read" error={agent.error ?? error} />
      {agent.data && draft && body && (
        <>
          <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
            <h2 className="text-lg font-semibold">{agent.data.name}</h2>
            <span className="text-mute">{stateOf(agent.data)}</span>
            <Told saving={saving} onReload={reload} />
            <Publish agent={agent.data} draft={draft} ready={saving.state === "saved"} />
          </div>
          <div className="mt-5 grid gap-8 lg:grid-cols-[1fr_22rem]">
            <DraftEditor body={body} faults={draft.errors} onEdit={edit} />
            <aside>
              {agent.data.live_version_id && <Changes agent={id} live={agent.data.live_version_id} />}
              <Numbers agent={id} />
              <Versions agent={id} revision={draft.revision} onRestored={reload} />
            </aside>
          </div>
        </>
      )}
    </>
  );
}

function Told({ saving, onReload }: { saving: Saving; onReload: () => void }) {
  switch (saving.state) {
    case "saved":
      return <span role="status" className="text-xs text-mute">draft saved</span>;
    case "waiting":
    case "saving":
      return <span role="status" className="text-xs text-mute">saving…</span>;
    case "refused":
      return <span role="alert" className="text-xs text-warn">not saved: {saving.why}</span>;
    case "conflict":
      return (
        <span role="alert" className="text-xs text-warn">
          Not saved: somebody else changed the draft meanwhile.{" "}
          <button type="button" className={BUTTON} onClick={onReload}>
            Show theirs and drop mine
          </button>
        </span>
      );
  }
}

function Publish({ agent, draft, ready }: { agent: Agent; draft: Draft; ready: boolean }) {
  const { change } = useDoors();
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const publish = useMutation({
    mutationFn: () => change("POST", `/agents/${agent.id}/versions`, { note }, { headers: { "If-Match": `"${draft.revision}"` } }),
    onSuccess: async () => {
      setNote("");
      await queries.invalidateQueries();
    },
  });
  const faults = draft.errors.length;
  return (
    <span className="ml-auto flex flex-wrap items-center gap-2">
      {faults > 0 && <span className="text-xs text-warn">{faults === 1 ? "one thing is" : `${faults} things are`} in the way of publishing</span>}
      <input className={FIELD} value={note} maxLength={500} placeholder="what changed (a note)" aria-label="Note" onChange={({ target }) => setNote(target.value)} />
      <button type="button" className={MAIN_BUTTON} disabled={!ready || faults > 0 || publish.isPending} onClick={() => publish.mutate()}>
        Publish
      </button>
      <Failure of="Not published" error={publish.error} />
    </span>
  );
}
