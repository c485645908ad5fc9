-- A call, its append-only record, and the one-time token that opens its media socket.
create table calls (
    tenant_id        uuid not null default current_tenant() references tenants,
    id               uuid not null,
    twilio_call_sid  text unique,
    from_number      text,
    to_number        text,
    agent_id         uuid not null,
    version_id       text not null,
    connector_id     text,
    trace_id         text not null check (trace_id ~ '^[0-9a-f]{32}$'),
    simulated        boolean not null default false,
    state            text not null default 'queued' check (state in ('queued', 'live', 'ended')),
    carrier_status   text check (carrier_status in ('queued', 'initiated', 'ringing', 'in-progress',
                                                    'completed', 'busy', 'failed', 'no-answer', 'canceled')),
    carrier_seq      int not null default -1,
    outcome          text check (outcome in ('resolved', 'handed_off', 'abandoned', 'failed', 'unknown')),
    end_reason       text check (end_reason in ('caller_hangup', 'agent_goodbye', 'silence', 'max_duration', 'transferred',
                                                'operator_end', 'voicemail', 'media_lost', 'connector_lost', 'dispatch_expired',
                                                'handoff_invalid', 'no_capacity', 'vendor_failure', 'drained', 'internal_error')),
    ended_by         text check (ended_by in ('sweeper', 'carrier', 'control_plane', 'connector')),
    handoff_reason   text,
    created_at       timestamptz not null,
    answered_at      timestamptz,
    ended_at         timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, agent_id) references agents,
    foreign key (tenant_id, agent_id, version_id) references agent_versions (tenant_id, agent_id, id),
    check ((state = 'ended') = (ended_at is not null)),
    check ((state = 'ended') = (end_reason is not null)),
    check ((state = 'ended') = (outcome is not null)),
    check ((state = 'ended') = (ended_by is not null))
);
create unique index calls_by_id on calls (id);
create index calls_by_time on calls (tenant_id, created_at);
create index calls_of_version on calls (tenant_id, agent_id, version_id);
create index calls_not_ended on calls (created_at) where state <> 'ended';
call protect('calls', 'select, insert, update', 'select, insert, update, delete');

create function announce_call() returns trigger language plpgsql as $$
begin
    perform pg_notify('calls', new.id::text);
    return null;
end $$;
create trigger announce_call after insert or update of state on calls
    for each row execute function announce_call();

-- Where the record of a call stands: the only door to the three tables below, and the fence against writers that lost
-- their lease. last_n counts what the holder of fencing_token has delivered, last_seq the events of the call.
create table call_journals (
    tenant_id       uuid not null default current_tenant(),
    call_id         uuid not null,
    fencing_token   bigint not null default 0,
    last_n          bigint not null default 0,
    last_seq        bigint not null default 0,
    last_utterance  bigint not null default 0,
    primary key (tenant_id, call_id),
    foreign key (tenant_id, call_id) references calls on delete cascade
) with (fillfactor = 50);
call protect('call_journals', 'select, insert, update', 'select, insert, update, delete');

-- mono_ms: ms on the call's own clock; null when a role wrote it that does not hold the call.
-- Partitioned by the week in which the call began: call ids are UUIDv7, so the call id itself says when (docs/adr).
create table call_events (
    tenant_id  uuid not null default current_tenant(),
    call_id    uuid not null,
    seq        bigint not null check (seq > 0),
    at         timestamptz not null,
    mono_ms    bigint,
    type       text not null check (type ~ '^[a-z0-9_.]{1,80}$'),
    payload    jsonb not null,
    primary key (tenant_id, call_id, seq),
    foreign key (tenant_id, call_id) references calls
) partition by range (call_id);
call protect('call_events', 'select, insert', 'select, insert, delete');

create table utterances (
    tenant_id    uuid not null default current_tenant(),
    call_id      uuid not null,
    seq          bigint not null check (seq > 0),
    turn         int not null,
    speaker      text not null check (speaker in ('caller', 'agent')),
    generated    text not null,
    heard        text not null,
    heard_by     text not null check (heard_by in ('played_out', 'words', 'pace', 'nothing', 'recognised')),
    interrupted  boolean not null,
    started_ms   bigint not null,
    ended_ms     bigint not null,
    primary key (tenant_id, call_id, seq),
    foreign key (tenant_id, call_id) references calls
) partition by range (call_id);
call protect('utterances', 'select, insert', 'select, insert, delete');

-- The ledger of a turn, in ms on the call clock (null: that moment did not happen). The stages never overlap, so with what
-- no stage explains they add up to the whole; spans and tools keep the stretches they are summed from.
create table turns (
    tenant_id        uuid not null default current_tenant(),
    call_id          uuid not null,
    fencing_token    bigint not null,
    turn             int not null,
    started          bigint not null,
    speech_end       bigint,
    eot_decided      bigint,
    llm_request      bigint,
    llm_first_token  bigint,
    first_clause     bigint,
    tts_request      bigint,
    first_audio      bigint,
    playout_end      bigint,
    ended            bigint not null,
    endpointing_ms   bigint not null,
    model_ms         bigint not null,
    writing_ms       bigint not null,
    tool_ms          bigint not null,
    holding_ms       bigint not null,
    voice_ms         bigint not null,
    playout_ms       bigint not null,
    unattributed_ms  bigint not null,
    response_ms      bigint generated always as (case when not clock_error then first_audio - speech_end end) stored,
    interrupted      boolean not null,
    clock_error      boolean not null,
    spans            jsonb not null,
    tools            jsonb not null,
    primary key (tenant_id, call_id, fencing_token, turn),
    foreign key (tenant_id, call_id) references calls,
    check (ended - started = endpointing_ms + model_ms + writing_ms + tool_ms + holding_ms + voice_ms + playout_ms
                             + unattributed_ms)
);
call protect('turns', 'select, insert', 'select, insert, delete');

create function week_floor(week timestamptz) returns uuid immutable strict
    return (lpad(to_hex((extract(epoch from week) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the missing weekly partitions from now until the given time. What fell into the rest partition meanwhile moves over.
create procedure ensure_call_partitions(until timestamptz)
language plpgsql security definer set search_path = voiceops, pg_temp as $$
declare
    parent name;
    week timestamptz;
    part name;
    reach text;
begin
    perform pg_advisory_xact_lock(hashtext('voiceops.ensure_call_partitions'));
    foreach parent in array array['call_events', 'utterances'] loop
        week := date_trunc('week', now(), 'UTC');
        while week <= until loop
            part := parent || to_char(week at time zone 'UTC', '"_"IYYY"w"IW');
            if to_regclass('voiceops.' || part) is null then
                reach := format('call_id >= %L and call_id < %L', week_floor(week), week_floor(week + interval '7 days'));
                execute format('create temp table moving as select * from %I where %s', parent || '_rest', reach);
                execute format('delete from %I where %s', parent || '_rest', reach);
                execute format('create table %I partition of %I for values from (%L) to (%L)',
                    part, parent, week_floor(week), week_floor(week + interval '7 days'));
                execute format('insert into %I select * from pg_temp.moving', part);
                drop table pg_temp.moving;
                execute format('alter table %I enable row level security', part);
                execute format('alter table %I force row level security', part);
            end if;
            week := week + interval '7 days';
        end loop;
    end loop;
end $$;
grant execute on procedure ensure_call_partitions(timestamptz) to voiceops_platform;

create table call_events_rest partition of call_events default;
create table utterances_rest partition of utterances default;
alter table call_events_rest enable row level security;
alter table call_events_rest force row level security;
alter table utterances_rest enable row level security;
alter table utterances_rest force row level security;
-- forced security binds the owner too, and ensure_call_partitions moves rows as the owner
create policy moving on call_events_rest to current_user using (true);
create policy moving on utterances_rest to current_user using (true);
call ensure_call_partitions(now() + interval '8 weeks');

-- Only the SHA-256 of a token is kept.
create table media_tokens (
    tenant_id   uuid not null default current_tenant(),
    hash        bytea not null unique check (length(hash) = 32),
    call_id     uuid not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    primary key (tenant_id, hash),
    foreign key (tenant_id, call_id) references calls on delete cascade,
    check (used_at <= expires_at)
);
create index media_tokens_of_call on media_tokens (tenant_id, call_id);
call protect('media_tokens', 'select, insert, delete', 'select, insert, update, delete');
