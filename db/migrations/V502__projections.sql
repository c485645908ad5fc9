-- What is derived of a call. Each row is a function of the call's log and can be made again at any time.
-- projected_seq, projected_n: how far the log was when it was made. handoff: asked for (planned) or for want of us (forced).
alter table call_metrics
    add column projected_n     bigint not null default 0,
    add column agent_id        uuid,
    add column version_id      text,
    add column began_at        timestamptz,
    add column ended_at        timestamptz,
    add column answered        boolean not null default false,
    add column outcome         text,
    add column end_reason      text,
    add column handoff         text check (handoff in ('planned', 'forced')),
    add column responses_ms    int[] not null default '{}',
    add column response_turns  int not null default 0,
    add column cost_lines      int not null default 0,
    add column priced_lines    int not null default 0;
create index call_metrics_of_version on call_metrics (tenant_id, agent_id, version_id, began_at);

-- Of a day in the tenant's time zone, per agent and version. The counts are the truth; the rates are for reading.
-- responses: how many turns answered within each bucket of latency_bucket, which add up over days and versions.
delete from daily_kpis;
alter table daily_kpis
    add column version_id       text not null,
    add column answered         int not null default 0,
    add column duration_ms      bigint not null default 0,
    add column timed            int not null default 0,
    add column resolved         int not null default 0,
    add column handed_off       int not null default 0,
    add column handoffs_forced  int not null default 0,
    add column contained        int not null default 0,
    add column abandoned        int not null default 0,
    add column failed           int not null default 0,
    add column unknown          int not null default 0,
    add column cost_lines       int not null default 0,
    add column priced_lines     int not null default 0,
    add column priced_calls     int not null default 0,
    add column response_turns   int not null default 0,
    add column responses        int[] not null default '{}',
    drop constraint daily_kpis_pkey,
    add primary key (tenant_id, day, agent_id, version_id);

create view agent_daily_kpis with (security_invoker = true) as
    select tenant_id, day, agent_id, sum(calls)::int as calls,
           round(sum(duration_ms) / nullif(sum(timed), 0) / 1000.0, 3) as avg_duration_sec,
           round(sum(resolved) / nullif(sum(answered), 0)::numeric, 5) as resolution_rate,
           round(sum(handed_off) / nullif(sum(answered), 0)::numeric, 5) as handoff_rate,
           sum(total_cost_usd) as total_cost_usd, max(computed_at) as computed_at
    from daily_kpis group by tenant_id, day, agent_id;
grant select on agent_daily_kpis to voiceops_tenant, voiceops_platform;

-- Logarithmic buckets of 5 %: the middle of a bucket is at most 2.5 % off. Bucket b ends at 1.05^b ms; 240 end at 2 minutes.
create function latency_bucket(ms int) returns int immutable strict parallel safe
    return least(240, 1 + floor(ln(greatest(ms, 1)) / ln(1.05))::int);
grant execute on function latency_bucket(int) to voiceops_tenant, voiceops_platform;

-- Days whose figures are older than the calls they are made of.
create table kpi_days_due (
    tenant_id   uuid not null default current_tenant() references tenants,
    day         date not null,
    agent_id    uuid not null,
    version_id  text not null,
    due_since   timestamptz not null default clock_timestamp(),
    primary key (tenant_id, day, agent_id, version_id)
);
call protect('kpi_days_due', 'select, insert, update, delete', 'select, insert, update, delete');

-- What the portal shows of them; no cost, no version.
grant select (tenant_id, day, agent_id, answered, duration_ms, timed, resolved, handed_off, handoffs_forced, contained,
              abandoned, failed, unknown, response_turns, responses) on daily_kpis to voiceops_reader;
