-- What is kept of a call, what is derived from it, and what holds or ends its keeping.
create table recordings (
    tenant_id    uuid not null default current_tenant(),
    id           uuid not null,
    call_id      uuid not null,
    key          text not null,
    sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    bytes        bigint not null check (bytes >= 0),
    duration_ms  bigint not null check (duration_ms >= 0),
    channels     int not null check (channels in (1, 2)),
    created_at   timestamptz not null default clock_timestamp(),
    primary key (tenant_id, id),
    unique (tenant_id, key),
    foreign key (tenant_id, call_id) references calls
);
create index recordings_of_call on recordings (tenant_id, call_id);
call protect('recordings', 'select, insert', 'select, insert, update, delete');

create table call_metrics (
    tenant_id        uuid not null default current_tenant(),
    call_id          uuid not null,
    duration_ms      bigint,
    turns            int not null default 0,
    barge_ins        int not null default 0,
    tool_executions  int not null default 0,
    response_ms_p50  int,
    response_ms_max  int,
    cost_usd         numeric(14, 6),
    projected_seq    bigint not null default 0,
    primary key (tenant_id, call_id),
    foreign key (tenant_id, call_id) references calls on delete cascade
);
call protect('call_metrics', 'select, insert, update', 'select, insert, update, delete');

create table daily_kpis (
    tenant_id         uuid not null default current_tenant() references tenants,
    day               date not null,
    agent_id          uuid not null,
    calls             int not null,
    avg_duration_sec  numeric(12, 3),
    resolution_rate   numeric(6, 5),
    handoff_rate      numeric(6, 5),
    total_cost_usd    numeric(16, 6),
    computed_at       timestamptz not null default clock_timestamp(),
    primary key (tenant_id, day, agent_id),
    foreign key (tenant_id, agent_id) references agents
);
call protect('daily_kpis', 'select, insert, update, delete', 'select, insert, update, delete');

create table legal_holds (
    tenant_id    uuid not null default current_tenant() references tenants,
    id           uuid not null,
    matter       text not null check (matter <> ''),
    reason       text not null check (reason <> ''),
    owner        text not null,
    call_id      uuid,
    caller       text,
    from_at      timestamptz,
    until_at     timestamptz,
    review_at    date,
    placed_by    text not null default current_actor(),
    placed_at    timestamptz not null default clock_timestamp(),
    released_by  text,
    released_at  timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, call_id) references calls,
    check ((released_at is null) = (released_by is null))
);
create index legal_holds_of_call on legal_holds (tenant_id, call_id);
call protect('legal_holds', 'select, insert, update (review_at, released_by, released_at)',
             'select, insert, update (review_at, released_by, released_at)');

create table deletion_jobs (
    tenant_id    uuid not null default current_tenant() references tenants,
    id           uuid not null,
    dry_run      boolean not null,
    started_at   timestamptz not null default clock_timestamp(),
    finished_at  timestamptz,
    counts       jsonb not null default '{}',
    receipt      jsonb,
    primary key (tenant_id, id)
);
call protect('deletion_jobs', 'select', 'select, insert, update');
