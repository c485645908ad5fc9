-- Recordings in the order of their keys, which is the order in which stores list objects.
create index recordings_by_key on recordings (tenant_id, key collate "C");

-- When the objects of the recording store were last compared with what is on record, after a daily run.
alter table deletion_jobs add column reconciled_at timestamptz;

-- A client listens to its own calls where the operator of the platform allowed it; the sealed data key is of no use without the
-- platform's.
create policy playing on recordings for select to current_user using (tenant_id = (select current_tenant()));
create function portal_recordings_of(wanted uuid)
returns table (id uuid, call_id uuid, key text, sha256 text, bytes bigint, duration_ms bigint, channels int, key_sealed bytea)
stable language sql security definer set search_path = voiceops, pg_temp as $$
    select r.id, r.call_id, r.key, r.sha256, r.bytes, r.duration_ms, r.channels, r.key_sealed
    from recordings r join tenants t on t.id = r.tenant_id
    where r.tenant_id = current_tenant() and t.portal_recordings and r.call_id = wanted
    order by r.created_at, r.id
$$;
grant execute on function portal_recordings_of(uuid) to voiceops_reader;

-- A player asks for many ranges of one playback: it is one deed.
create function audit_reading_once(reading text, kind text, id text, commitment bytea, salt bytea, detail text, within interval)
returns void language plpgsql security definer set search_path = voiceops, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(concat_ws('|', current_actor(), reading, kind, id), 0));
    if not exists (select 1 from audit_events e
                   where e.tenant_id = current_tenant() and e.target_kind = kind and e.target_id = id and e.action = reading
                     and e.actor = current_actor() and e.at > clock_timestamp() - within) then
        perform audit_reading(reading, kind, id, commitment, salt, detail);
    end if;
end $$;
grant execute on function audit_reading_once(text, text, text, bytea, bytea, text, interval) to voiceops_reader;
