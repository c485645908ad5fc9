-- Which of a tenant's integrations its calls use: at most one for each vendor of a call; without one the platform's key serves.
alter table integrations
    add column serves_calls boolean not null default false
        check (not serves_calls or kind in ('deepgram', 'openai', 'rime'));

-- What was stored before was stored for calls: the newest of each vendor.
update integrations i set serves_calls = true
where kind in ('deepgram', 'openai', 'rime') and secret_sealed is not null
  and not exists (
    select from integrations later
    where later.tenant_id = i.tenant_id and later.kind = i.kind and later.secret_sealed is not null
      and (later.created_at, later.id) > (i.created_at, i.id));

create unique index integrations_serving on integrations (tenant_id, kind) where serves_calls;
