-- A run of retention is taken by one worker at a time, gives way to other tenants' after each batch, and rests after a failure.
alter table deletion_jobs add column attempts int not null default 0;
alter table deletion_jobs add column next_at timestamptz not null default clock_timestamp();
alter table deletion_jobs add column last_error text;
create index deletion_jobs_open on deletion_jobs (next_at) where finished_at is null;

-- A person begins a run in the transaction that audits it.
grant insert on deletion_jobs to voiceops_tenant;

-- And tries again what was given up.
grant update (state, closed_at, attempts, next_at) on deletion_steps to voiceops_tenant;
