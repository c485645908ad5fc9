-- Who may do what, before there is anything to do it with.
--
-- voiceops_login     session role of the connection pool: no grants at all, may only become one of the next three
-- voiceops_tenant    one tenant's rows, by policy
-- voiceops_platform  rows of all tenants: the few jobs that cannot know the tenant beforehand
-- voiceops_reader    the client portal: granted view by view
-- The owner runs migrations and nothing else. Roles belong to the cluster, so several databases may share them.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['voiceops_login', 'voiceops_tenant', 'voiceops_platform', 'voiceops_reader'] loop
        begin
            execute format('create role %I noinherit', wanted);
        exception when duplicate_object or unique_violation then
            null;
        end;
    end loop;
    foreach wanted in array array['voiceops_tenant', 'voiceops_platform', 'voiceops_reader'] loop
        if not pg_has_role('voiceops_login', wanted, 'SET') then
            execute format('grant %I to voiceops_login with inherit false, set true', wanted);
        end if;
        if not pg_has_role(current_user, wanted, 'SET') then
            execute format('grant %I to %I with inherit false, set true', wanted, current_user);
        end if;
    end loop;
    if not pg_has_role(current_user, 'voiceops_login', 'SET') then
        execute format('grant voiceops_login to %I with inherit false, set true', current_user);
    end if;
end $$;

grant usage on schema voiceops to voiceops_tenant, voiceops_platform, voiceops_reader;
-- not "in schema": that could only add to the built-in default, which lets everybody execute everything
alter default privileges revoke execute on functions from public;

-- Both fail when the transaction did not say who it is: forgetting the tenant is an error, never "all rows".
create function current_tenant() returns uuid stable parallel safe
    return current_setting('app.tenant')::uuid;
create function current_actor() returns text stable parallel safe
    return current_setting('app.actor');
create function current_reason() returns text stable parallel safe
    return nullif(current_setting('app.reason', true), '');
grant execute on function current_tenant(), current_actor(), current_reason()
    to voiceops_tenant, voiceops_platform, voiceops_reader;

-- Every tenant table passes here: row-level security on and forced, one policy per role, and the named rights.
create procedure protect(guarded regclass, tenant_may text, platform_may text, tenant_column name default 'tenant_id')
language plpgsql as $$
declare
    own_rows text := format('%I = (select current_tenant())', tenant_column);
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('alter table %s force row level security', guarded);
    execute format('create policy tenant on %s to voiceops_tenant using (%s) with check (%s)', guarded, own_rows, own_rows);
    execute format('create policy platform on %s to voiceops_platform using (true) with check (true)', guarded);
    if tenant_may <> '' then
        execute format('grant %s on %s to voiceops_tenant', tenant_may, guarded);
    end if;
    if platform_may <> '' then
        execute format('grant %s on %s to voiceops_platform', platform_may, guarded);
    end if;
end $$;

create table tenants (
    id              uuid primary key,
    slug            text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name            text not null check (name <> ''),
    state           text not null default 'active' check (state in ('active', 'suspended')),
    time_zone       text not null default 'UTC',
    retention_days  int  not null default 30 check (retention_days between 1 and 30),
    max_live_calls  int  check (max_live_calls > 0),
    created_at      timestamptz not null default now()
);
call protect('tenants', 'select', 'select, insert, update', 'id');
