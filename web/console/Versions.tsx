import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BUTTON } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { useDoors, type Version } from "./api";

interface Props {
  agent: string;
  revision: number;
  onRestored: () => void;
}

/** What was published, newest first: callers may get an earlier one again, or it may become the draft again. */
export function Versions({ agent, revision, onRestored }: Props) {
  const { all, change, tenant } = useDoors();
  const queries = useQueryClient();
  const versions = useQuery({ queryKey: ["versions", tenant.id, agent], queryFn: () => all<Version>(`/agents/${agent}/versions`) });
  const point = useMutation({
    mutationFn: (version: string) => change("POST", `/versions/${version}/publish`, undefined, { query: { agent_id: agent } }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const restore = useMutation({
    mutationFn: (version: string) => change("POST", `/agents/${agent}/draft/restore`, { version_id: version }, { headers: { "If-Match": `"${revision}"` } }),
    onSuccess: onRestored,
  });
  return (
    <section className="mt-6" aria-label="Versions">
      <h2 className="font-medium">Versions</h2>
      <Failure of="The versions cannot be read" error={versions.error} />
      <Failure of="It was not done" error={point.error ?? restore.error} />
      {versions.data?.length === 0 && <p className="mt-1 text-mute">None is published yet.</p>}
      <ol className="mt-2 space-y-2" data-testid="versions">
        {versions.data?.map((version) => (
          <li key={version.id} className="rounded border border-line p-2">
            <div className="flex items-baseline justify-between gap-2">
              <span className="font-medium">Version {version.number}</span>
              {version.live && <span className="text-xs text-agent">● callers get this</span>}
              {version.status === "archived" && <span className="text-xs text-mute">archived</span>}
            </div>
            <p className="text-xs text-mute">
              {new Date(version.created_at).toLocaleString()} · {version.id.slice(0, 12)}
              {version.note && ` · ${version.note}`}
            </p>
            <div className="mt-1 flex gap-2 text-xs">
              {!version.live && version.status === "published" && (
                <button type="button" className={BUTTON} disabled={point.isPending} onClick={() => point.mutate(version.id)}>
                  Give it to callers
                </button>
              )}
              <button type="button" className={BUTTON} disabled={restore.isPending} onClick={() => restore.mutate(version.id)}>
                Make it the draft
              </button>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
