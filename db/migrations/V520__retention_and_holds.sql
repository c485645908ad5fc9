-- What ends the keeping of a call, and what stops that end.
alter table recordings add column key_sealed bytea;
alter table tenants add column portal_recordings boolean not null default false;

-- A tombstone: the words and the people are gone, the figures stay. Nothing is added to such a call any more.
alter table calls add column purged_at timestamptz;
create index calls_to_purge on calls (tenant_id, created_at) where purged_at is null;
create index calls_of_caller on calls (tenant_id, from_number) where purged_at is null;

-- A hold protects until it is released and its grace is over.
alter table legal_holds add column protects_until timestamptz;
alter table legal_holds add check ((released_at is null) = (protects_until is null));
alter table legal_holds add check (from_at < until_at);
grant update (protects_until) on legal_holds to voiceops_tenant, voiceops_platform;

-- One hold covers what all the parts of its scope cover; a part that is null covers everything of the tenant.
create function is_held(held calls) returns boolean stable
    return exists (
        select 1 from legal_holds h
        where h.tenant_id = (held).tenant_id
          and (h.protects_until is null or h.protects_until > statement_timestamp())
          and (h.call_id is null or h.call_id = (held).id)
          and (h.caller is null or h.caller = (held).from_number)
          and (h.from_at is null or h.from_at <= (held).created_at)
          and (h.until_at is null or h.until_at > (held).created_at));

-- Whoever deletes content passes this gate shared, whoever places a hold passes it alone: so a hold is placed either before
-- a deletion looks, or after it is over and told. Always the gate first, then rows.
create function hold_gate(tenant uuid) returns bigint immutable parallel safe
    return hashtextextended('voiceops.holds', 0) # hashtextextended(tenant::text, 0);
grant execute on function is_held(calls), hold_gate(uuid) to voiceops_tenant, voiceops_platform;

create function pass_hold_gate_alone() returns trigger
language plpgsql set search_path = voiceops, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hold_gate(new.tenant_id));
    return new;
end $$;
create trigger pass_hold_gate_alone before insert on legal_holds
    for each row execute function pass_hold_gate_alone();

-- The last word, for every role and every program: what is held is not deleted.
create function refuse_deleting_held() returns trigger
language plpgsql set search_path = voiceops, pg_temp as $$
declare
    owner uuid;
begin
    for owner in select distinct tenant_id from gone loop
        perform pg_advisory_xact_lock_shared(hold_gate(owner));
    end loop;
    if exists (select 1 from calls c where is_held(c) and (c.tenant_id, c.id) in (select tenant_id, call_id from gone)) then
        raise exception 'a legal hold protects this' using errcode = 'restrict_violation', table = tg_table_name;
    end if;
    return null;
end $$;
create trigger refuse_deleting_held after delete on call_events
    referencing old table as gone for each statement execute function refuse_deleting_held();
create trigger refuse_deleting_held after delete on utterances
    referencing old table as gone for each statement execute function refuse_deleting_held();
create trigger refuse_deleting_held after delete on tool_executions
    referencing old table as gone for each statement execute function refuse_deleting_held();
create trigger refuse_deleting_held after delete on recordings
    referencing old table as gone for each statement execute function refuse_deleting_held();

create function refuse_purging_held() returns trigger
language plpgsql set search_path = voiceops, pg_temp as $$
begin
    perform pg_advisory_xact_lock_shared(hold_gate(old.tenant_id));
    if is_held(old) then
        raise exception 'a legal hold protects this' using errcode = 'restrict_violation', table = tg_table_name;
    end if;
    return new;
end $$;
create trigger refuse_purging_held before update of purged_at on calls
    for each row when (old.purged_at is null and new.purged_at is not null) execute function refuse_purging_held();

-- A late writer must not bring back what was deleted. Events and utterances have their own fence: the journal is gone.
create function refuse_adding_to_purged() returns trigger
language plpgsql set search_path = voiceops, pg_temp as $$
begin
    perform 1 from calls where tenant_id = new.tenant_id and id = new.call_id and purged_at is null for key share;
    if not found then
        raise exception 'the call is gone' using errcode = 'foreign_key_violation', table = tg_table_name;
    end if;
    return new;
end $$;
create trigger refuse_adding_to_purged before insert on recordings
    for each row execute function refuse_adding_to_purged();
create trigger refuse_adding_to_purged before insert on tool_executions
    for each row execute function refuse_adding_to_purged();

-- Runs of retention and erasures. What lies outside the database is deleted in steps, each noted in the very transaction that
-- deletes the rows, so that none is forgotten.
alter table deletion_jobs add column cause text not null default 'schedule' check (cause in ('schedule', 'demand', 'erasure'));
alter table deletion_jobs add column started_by text not null default 'unknown';
alter table deletion_jobs alter column started_by set default current_actor();
create index deletion_jobs_newest on deletion_jobs (tenant_id, id desc);

create table deletion_steps (
    tenant_id       uuid not null default current_tenant(),
    id              uuid not null,
    job_id          uuid not null,
    call_id         uuid not null,
    kind            text not null check (kind ~ '^[a-z0-9_]{1,40}$'),
    place           text not null,
    integration_id  uuid,
    sha256          text check (sha256 ~ '^[0-9a-f]{64}$'),
    state           text not null default 'pending' check (state in ('pending', 'done', 'given_up')),
    attempts        int not null default 0,
    next_at         timestamptz not null default clock_timestamp(),
    last_error      text,
    created_at      timestamptz not null default clock_timestamp(),
    closed_at       timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, job_id) references deletion_jobs,
    foreign key (tenant_id, call_id) references calls,
    check ((state = 'pending') = (closed_at is null))
);
create index deletion_steps_due on deletion_steps (next_at) where state = 'pending';
create index deletion_steps_of_job on deletion_steps (tenant_id, job_id);
create index deletion_steps_of_call on deletion_steps (tenant_id, call_id);
call protect('deletion_steps', 'select', 'select, insert, update');

-- hash = SHA-256(prev_hash || body); signature: Ed25519 over 'voiceops.receipt.v1' and the hash. Only ever added to.
create table deletion_receipts (
    tenant_id  uuid not null default current_tenant() references tenants,
    seq        bigint not null check (seq > 0),
    job_id     uuid not null,
    call_id    uuid not null,
    body       text not null,
    prev_hash  bytea not null check (length(prev_hash) = 32),
    hash       bytea not null check (length(hash) = 32),
    key_id     text not null,
    signature  bytea not null check (length(signature) = 64),
    primary key (tenant_id, seq),
    foreign key (tenant_id, job_id) references deletion_jobs,
    foreign key (tenant_id, call_id) references calls
);
create index deletion_receipts_of_call on deletion_receipts (tenant_id, call_id);
create index deletion_receipts_of_job on deletion_receipts (tenant_id, job_id);
call protect('deletion_receipts', 'select', 'select, insert');

-- Drops the weeks that are past keeping and empty. Forced security hides rows from the owner too, so it looks with a policy.
create procedure drop_emptied_call_partitions(before timestamptz)
language plpgsql security definer set search_path = voiceops, pg_temp as $$
declare
    part record;
    filled boolean;
begin
    perform pg_advisory_xact_lock(hashtext('voiceops.ensure_call_partitions'));
    for part in
        select child.relname, to_date(right(child.relname, 7), 'IYYY"w"IW') as week
        from pg_inherits i join pg_class child on child.oid = i.inhrelid join pg_class parent on parent.oid = i.inhparent
        where parent.relname in ('call_events', 'utterances') and parent.relnamespace = 'voiceops'::regnamespace
          and child.relname ~ '_[0-9]{4}w[0-9]{2}$'
    loop
        continue when (part.week + 7) at time zone 'UTC' > before;
        execute format('lock table %I in share mode nowait', part.relname);
        execute format('create policy counting on %I to current_user using (true)', part.relname);
        execute format('select exists (select 1 from %I)', part.relname) into filled;
        if filled then
            execute format('drop policy counting on %I', part.relname);
        else
            execute format('drop table %I', part.relname);
        end if;
    end loop;
end $$;
grant execute on procedure drop_emptied_call_partitions(timestamptz) to voiceops_platform;
