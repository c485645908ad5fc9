-- What a client sent once under an Idempotency-Key, and what it was answered. A write marks its row in its own transaction, so that
-- a crash at any moment neither runs it twice nor forgets it. Kept for a day; the answer is sealed, for it may hold a new secret.
create table idempotency_keys (
    id             uuid primary key,
    principal      text not null,
    route          text not null,
    key            text not null,
    request_hash   bytea not null check (length(request_hash) = 32),
    state          text not null default 'running' check (state in ('running', 'carried_out', 'answered')),
    fence          int not null default 1,
    lease_until    timestamptz not null,
    answer_sealed  bytea,
    expires_at     timestamptz not null,
    unique (principal, route, key),
    check ((state = 'answered') = (answer_sealed is not null))
);
create index idempotency_keys_expiring on idempotency_keys (expires_at);
grant select, insert, update, delete on idempotency_keys to voiceops_platform;

-- Called at the end of each transaction of a request with a key. One that wrote nothing leaves the row as it is; one whose right to
-- run was taken over meanwhile fails, and with it everything it wrote.
create function idempotency_carried_out(request uuid, its_fence int) returns void
language plpgsql security definer set search_path = voiceops, pg_temp as $$
begin
    if pg_current_xact_id_if_assigned() is null then
        return;
    end if;
    update idempotency_keys set state = 'carried_out' where id = request and fence = its_fence and state <> 'answered';
    if not found then
        raise exception 'the request was taken over by a repetition of it' using errcode = '40001';
    end if;
end $$;
grant execute on function idempotency_carried_out(uuid, int) to voiceops_tenant, voiceops_platform;
