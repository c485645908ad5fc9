-- Where a chain stood at some time, signed (Ed25519) with a key that is not in the database: who can rewrite rows, the owner
-- included, cannot sign them anew.
create table audit_checkpoints (
    tenant_id  uuid not null default current_tenant(),
    seq        bigint not null check (seq > 0),
    hash       bytea not null check (length(hash) = 32),
    at         timestamptz not null,
    signature  bytea not null check (length(signature) = 64),
    primary key (tenant_id, seq)
);
call protect('audit_checkpoints', 'select', 'select, insert, update (signature)');

-- Every chain there is, by its head or by its rows: a chain whose head was removed is still found.
create function audit_chains() returns table (tenant_id uuid, seq bigint, hash bytea)
stable language sql security definer set search_path = voiceops, pg_temp as $$
    with recursive known as (
        (select e.tenant_id from audit_events e order by e.tenant_id limit 1)
        union all
        select (select e.tenant_id from audit_events e where e.tenant_id > k.tenant_id order by e.tenant_id limit 1)
        from known k where k.tenant_id is not null)
    select t.tenant_id, coalesce(h.seq, 0), h.hash
    from (select known.tenant_id from known where known.tenant_id is not null
          union select head.tenant_id from audit_heads head
          union select c.tenant_id from audit_checkpoints c) t
    left join audit_heads h on h.tenant_id = t.tenant_id
$$;
grant execute on function audit_chains() to voiceops_platform;

-- One chain's head, and the highest number among its rows, at one moment.
create function audit_end(chain uuid) returns table (seq bigint, hash bytea, highest bigint)
stable language sql security definer set search_path = voiceops, pg_temp as $$
    select coalesce(h.seq, 0), h.hash, coalesce((select max(e.seq) from audit_events e where e.tenant_id = chain), 0)
    from (select chain as tenant_id) t left join audit_heads h on h.tenant_id = t.tenant_id
$$;
grant execute on function audit_end(uuid) to voiceops_platform;

create policy verifying on audit_events for select to current_user using (true);
create policy verifying on audit_checkpoints for select to current_user using (true);
