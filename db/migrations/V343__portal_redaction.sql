-- How the tenant wants what was said shown, for the portal, which reads no other setting of its tenant.
create function portal_redaction() returns text
stable language plpgsql security definer set search_path = voiceops, pg_temp as $$
begin
    return (select redaction from tenants where id = current_tenant());
end $$;
grant execute on function portal_redaction() to voiceops_reader;
create policy verifying on tenants for select to current_user using (id = (select current_tenant()));
