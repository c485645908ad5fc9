-- One governed request to a tenant's automation, with every attempt.
create table tool_executions (
    tenant_id        uuid not null default current_tenant(),
    id               uuid not null,
    call_id          uuid not null,
    tool_id          uuid not null,
    tool_call_id     text not null,
    idempotency_key  text not null,
    class            text not null check (class in ('read', 'write', 'irreversible')),
    status           text not null default 'running' check (status in ('running', 'succeeded', 'failed', 'unknown')),
    input            jsonb not null,
    output           jsonb,
    error_code       text,
    error_message    text,
    trace_id         text not null,
    started_at       timestamptz not null default clock_timestamp(),
    finished_at      timestamptz,
    timings          jsonb not null default '{}',
    primary key (tenant_id, id),
    unique (tenant_id, call_id, tool_call_id),
    unique (tenant_id, idempotency_key),
    foreign key (tenant_id, call_id) references calls,
    foreign key (tenant_id, tool_id) references tools,
    check ((status = 'running') = (finished_at is null))
);
create index tool_executions_of_tool on tool_executions (tenant_id, tool_id, started_at);
create index tool_executions_running on tool_executions (started_at) where status = 'running';
call protect('tool_executions', 'select, insert, update', 'select, insert, update, delete');

create table tool_attempts (
    tenant_id     uuid not null default current_tenant(),
    execution_id  uuid not null,
    attempt       int not null check (attempt > 0),
    started_at    timestamptz not null default clock_timestamp(),
    finished_at   timestamptz,
    http_status   int,
    remote_id     text,
    error_code    text,
    timings       jsonb not null default '{}',
    primary key (tenant_id, execution_id, attempt),
    foreign key (tenant_id, execution_id) references tool_executions on delete cascade
);
call protect('tool_attempts', 'select, insert, update', 'select, insert, update, delete');
