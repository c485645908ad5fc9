-- How often a tool may run, what the caller said yes to, and what an unknown outcome came to in the end.
alter table tools
    add column max_per_call    int not null default 20  check (max_per_call between 1 and 1000),
    add column max_per_minute  int not null default 120 check (max_per_minute between 1 and 100000),
    add column updated_at      timestamptz not null default now();

-- The key of the signature on requests to this integration; made when the first request is signed.
alter table integrations
    add column signing_key_sealed  bytea,
    add column max_concurrent      int not null default 8 check (max_concurrent between 1 and 1000);

-- confirmed_seq: the caller's utterance that said yes. One yes is good for one execution.
-- resolution: what a person found out about an unknown outcome; the status stays what the caller was told.
alter table tool_executions
    add column confirmation     jsonb,
    add column confirmed_seq    bigint,
    add column resolution       text check (resolution in ('done', 'not_done')),
    add column resolution_note  text,
    add column resolved_by      text,
    add column resolved_at      timestamptz,
    add check ((confirmation is null) = (confirmed_seq is null)),
    add check (resolution is null or status = 'unknown'),
    add check ((resolution is null) = (resolved_by is null)),
    add check ((resolution is null) = (resolved_at is null));
create unique index tool_executions_confirmed on tool_executions (tenant_id, call_id, confirmed_seq);
create index tool_executions_unresolved on tool_executions (tenant_id, id) where status = 'unknown' and resolution is null;
