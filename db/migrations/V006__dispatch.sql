-- How a call finds the process that runs it.
create table outbox (
    tenant_id     uuid not null default current_tenant() references tenants,
    id            uuid not null,
    topic         text not null check (topic ~ '^[a-z0-9_.]{1,80}$'),
    payload       jsonb not null,
    attempts      int not null default 0,
    available_at  timestamptz not null default clock_timestamp(),
    created_at    timestamptz not null default clock_timestamp(),
    dead_at       timestamptz,
    last_error    text,
    primary key (tenant_id, id)
);
create index outbox_ready on outbox (available_at) where dead_at is null;
call protect('outbox', 'insert', 'select, insert, update, delete');

create function announce_outbox() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox', topic) from (select distinct topic from published) as topics;
    return null;
end $$;
create trigger announce_outbox after insert on outbox
    referencing new table as published for each statement execute function announce_outbox();

create table connectors (
    id            text primary key check (id ~ '^[A-Za-z0-9._:-]{1,120}$'),
    url           text not null,
    media_url     text,
    capacity      int not null check (capacity >= 0),
    live_calls    int not null default 0,
    draining      boolean not null default false,
    started_at    timestamptz not null default clock_timestamp(),
    heartbeat_at  timestamptz not null default clock_timestamp()
);
grant select, insert, update, delete on connectors to voiceops_platform;

create sequence fencing_tokens;
grant usage on sequence fencing_tokens to voiceops_platform;

-- The one-time right to run a call. The join token is sealed, handed out with the claim and scrubbed by it.
create table runtime_dispatches (
    tenant_id          uuid not null default current_tenant(),
    id                 uuid not null unique,
    call_id            uuid not null,
    state              text not null default 'pending' check (state in ('pending', 'claimed', 'released', 'expired', 'failed')),
    room               text not null,
    join_token_sealed  bytea,
    created_at         timestamptz not null default clock_timestamp(),
    expires_at         timestamptz not null,
    claimed_by         text,
    claimed_at         timestamptz,
    lease_until        timestamptz,
    fencing_token      bigint,
    closed_at          timestamptz,
    cause              text,
    primary key (tenant_id, id),
    foreign key (tenant_id, call_id) references calls,
    check (claimed_at < expires_at),
    check (state = 'pending' or join_token_sealed is null),
    check ((state = 'pending') <= (claimed_at is null)),
    check ((state = 'claimed') <= (claimed_by is not null and lease_until is not null and fencing_token is not null)),
    check ((state in ('pending', 'claimed')) = (closed_at is null))
);
create unique index runtime_dispatches_open on runtime_dispatches (tenant_id, call_id) where state in ('pending', 'claimed');
create index runtime_dispatches_of_call on runtime_dispatches (tenant_id, call_id);
create index runtime_dispatches_pending on runtime_dispatches (expires_at) where state = 'pending';
create index runtime_dispatches_leased on runtime_dispatches (lease_until) where state = 'claimed';
call protect('runtime_dispatches', 'select, insert', 'select, insert, update, delete');
