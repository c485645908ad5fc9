-- What a client's own people may see of their tenant: row by row by policy, column by column by grant, and never a write.
-- Prompts, versions, vendors, costs, tool payloads and connectors are not in it.
create procedure show_in_portal(shown regclass, shown_columns text, tenant_column name default 'tenant_id')
language plpgsql as $$
begin
    execute format('create policy portal on %s for select to voiceops_reader using (%I = (select current_tenant()))',
        shown, tenant_column);
    execute format('grant select (%s) on %s to voiceops_reader', shown_columns, shown);
end $$;

call show_in_portal('tenants', 'id, name, time_zone', 'id');
call show_in_portal('agents', 'tenant_id, id, name, state');
call show_in_portal('calls', 'tenant_id, id, from_number, to_number, agent_id, state, outcome, handoff_reason, '
                             || 'created_at, answered_at, ended_at');
call show_in_portal('utterances', 'tenant_id, call_id, seq, turn, speaker, heard, interrupted, started_ms, ended_ms');
call show_in_portal('recordings', 'tenant_id, id, call_id, key, bytes, duration_ms, channels, created_at');
call show_in_portal('daily_kpis', 'tenant_id, day, agent_id, calls, avg_duration_sec, resolution_rate, handoff_rate, computed_at');

-- Reading is a deed too. The reader's one way to leave a trace, and nothing but a trace, in its own tenant's chain.
create function audit_reading(reading text, kind text, id text, commitment bytea, salt bytea, detail text) returns void
language plpgsql security definer set search_path = voiceops, pg_temp as $$
declare
    place bigint;
begin
    if reading not in ('call.transcript_read', 'call.recording_read') then
        raise exception 'not an action of reading' using errcode = '22023';
    end if;
    insert into audit_events (action, target_kind, target_id, commitment)
        values (reading, kind, id, commitment) returning seq into place;
    insert into audit_details (seq, salt, detail) values (place, salt, detail);
end $$;
grant execute on function audit_reading(text, text, text, bytea, bytea, text) to voiceops_reader;
create policy chain on audit_events to current_user using (tenant_id = (select current_tenant()))
    with check (tenant_id = (select current_tenant()));
create policy chain on audit_details to current_user using (tenant_id = (select current_tenant()))
    with check (tenant_id = (select current_tenant()));
