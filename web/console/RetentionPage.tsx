import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BUTTON } from "../shared/looks";
import { Failure } from "../shared/Notice";
import { useDoors, type Page } from "./api";
import { Holds } from "./Holds";

interface Outlook {
  days: number;
  deletes: number;
  rows: Record<string, number>;
  copies: Record<string, number>;
  sound_bytes: number;
  oldest?: string;
  not_ended: number;
  kept: { hold: string; matter: string; calls: number }[];
}

interface Job {
  id: string;
  cause: string;
  dry_run: boolean;
  started_by: string;
  started_at: string;
  finished_at?: string;
  calls: number;
  open_copies: number;
  held_copies: number;
  failed_copies: number;
  last_error?: string;
}

export function RetentionPage() {
  const { ask, change, tenant, administers } = useDoors();
  const queries = useQueryClient();
  const outlook = useQuery({ queryKey: ["retention", tenant.id, "outlook"], queryFn: () => ask<Outlook>("/retention/outlook") });
  const check = useQuery({ queryKey: ["retention", tenant.id, "check"], queryFn: () => ask<{ faults: string[] }>("/retention/check") });
  const jobs = useQuery({
    queryKey: ["retention", tenant.id, "jobs"],
    queryFn: () => ask<Page<Job>>("/retention/jobs", { limit: "10" }),
    refetchInterval: 5_000,
  });
  const run = useMutation({
    mutationFn: () => change("POST", "/retention/jobs", {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["retention"] }),
  });
  const again = useMutation({
    mutationFn: (job: string) => change("POST", `/retention/jobs/${job}/retry`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["retention"] }),
  });
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <section aria-label="Retention">
        <h2 className="text-lg font-semibold">Retention</h2>
        <p className="text-mute">What was said in a call is deleted after {tenant.retention_days} days; the figures stay.</p>
        <Failure of="The outlook cannot be read" error={outlook.error} />
        {outlook.data && (
          <div className="mt-3 rounded border border-line p-3" data-testid="outlook">
            <p>
              The next run would delete <b>{count(outlook.data.deletes, "call")}</b>
              {outlook.data.deletes > 0 && ` with ${listed(outlook.data.rows)}`}
              {Object.keys(outlook.data.copies).length > 0 && `, and elsewhere ${listed(outlook.data.copies)}`}.
            </p>
            {outlook.data.kept.map(({ hold, matter, calls }) => (
              <p key={hold} className="mt-1 text-mute">
                The hold “{matter}” keeps {count(calls, "call")} past their days.
              </p>
            ))}
            {outlook.data.not_ended > 0 && <p className="mt-1 text-warn">{count(outlook.data.not_ended, "call")} past their days never ended, and stay.</p>}
            {administers && (
              <button type="button" className={`mt-3 ${BUTTON}`} disabled={run.isPending} onClick={() => run.mutate()}>
                Run now
              </button>
            )}
            <Failure of="It was not begun" error={run.error} />
          </div>
        )}
        {check.data?.faults.map((fault) => (
          <p key={fault} role="alert" className="mt-2 text-warn">
            {fault}
          </p>
        ))}
        {check.data?.faults.length === 0 && <p className="mt-2 text-agent">All that should be gone is gone.</p>}
        <h3 className="mt-6 font-medium">Runs</h3>
        <Failure of="The runs cannot be read" error={jobs.error ?? again.error} />
        {jobs.data?.items.length === 0 && <p className="text-mute">None yet.</p>}
        <ul className="mt-2 divide-y divide-line border-y border-line empty:border-0" data-testid="jobs">
          {jobs.data?.items.map((job) => (
            <li key={job.id} className="py-2">
              {new Date(job.started_at).toLocaleString()} · {job.cause}
              {job.dry_run && " (told only)"}: {count(job.calls, "call")}
              {!job.finished_at && ", under way"}
              {job.open_copies > 0 && `, ${count(job.open_copies, "copy", "copies")} elsewhere to go`}
              {job.held_copies > 0 && `, ${count(job.held_copies, "copy", "copies")} held`}
              {job.last_error && <p className="text-xs text-warn">{job.last_error}</p>}
              {job.failed_copies > 0 && (
                <span className="text-warn">
                  , {count(job.failed_copies, "copy", "copies")} given up{" "}
                  {administers && (
                    <button type="button" className={BUTTON} disabled={again.isPending} onClick={() => again.mutate(job.id)}>
                      Try again
                    </button>
                  )}
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
      <Holds />
    </div>
  );
}

export const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString()} ${n === 1 ? one : many}`;

const listed = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([what, n]) => `${n.toLocaleString()} ${what.replaceAll("_", " ")}`)
    .join(", ");
