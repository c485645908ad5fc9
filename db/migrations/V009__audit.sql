-- What people and programs did, in the transaction in which they did it. Rows are only ever added, and each carries the
-- hash of the one before: the trigger numbers and chains them, so no application role can choose or skip a place.
-- Personal detail lives beside the chain, under a random salt: the chain holds only SHA-256(salt || detail), so detail
-- (JSON, kept as the very text that was hashed) can be deleted by retention without breaking the proof. Tenant 00000000-... is the platform's own chain.
create table audit_heads (
    tenant_id  uuid primary key,
    seq        bigint not null,
    hash       bytea not null
);

create table audit_events (
    tenant_id    uuid not null default current_tenant(),
    seq          bigint not null,
    at           timestamptz not null,
    actor        text not null default current_actor(),
    reason       text default current_reason(),
    action       text not null check (action ~ '^[a-z0-9_.]{1,80}$'),
    target_kind  text not null,
    target_id    text not null,
    commitment   bytea not null check (length(commitment) = 32),
    prev_hash    bytea not null check (length(prev_hash) = 32),
    hash         bytea not null check (length(hash) = 32),
    primary key (tenant_id, seq)
);
create index audit_events_of_target on audit_events (tenant_id, target_kind, target_id);

create table audit_details (
    tenant_id  uuid not null default current_tenant(),
    seq        bigint not null,
    salt       bytea not null check (length(salt) = 32),
    detail     text not null,
    primary key (tenant_id, seq),
    foreign key (tenant_id, seq) references audit_events
);

-- One field of the hashed text: its length, a colon, itself; so no two different rows read the same.
create function audit_field(field text) returns text immutable parallel safe
    return coalesce(octet_length(field)::text || ':' || field, '-');

create function audit_hash(entry audit_events) returns bytea stable
    return sha256((entry).prev_hash || (entry).commitment || convert_to(
        audit_field((entry).tenant_id::text) || audit_field((entry).seq::text)
        || audit_field(to_char((entry).at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || audit_field((entry).actor) || audit_field((entry).reason) || audit_field((entry).action)
        || audit_field((entry).target_kind) || audit_field((entry).target_id), 'UTF8'));

create function chain_audit_event() returns trigger
language plpgsql security definer set search_path = voiceops, pg_temp as $$
begin
    insert into audit_heads as head (tenant_id, seq, hash)
        values (new.tenant_id, 1, sha256('voiceops.audit'))
        on conflict (tenant_id) do update set seq = head.seq + 1
        returning seq, hash into new.seq, new.prev_hash;
    new.at := clock_timestamp();
    new.actor := current_actor();
    new.reason := current_reason();
    new.hash := audit_hash(new);
    update audit_heads set hash = new.hash where tenant_id = new.tenant_id;
    return new;
end $$;
create trigger chain_audit_event before insert on audit_events
    for each row execute function chain_audit_event();

call protect('audit_heads', '', '');
call protect('audit_events', 'select, insert', 'select, insert');
call protect('audit_details', 'select, insert', 'select, insert, delete');
create policy chain on audit_heads to current_user using (true) with check (true);
