-- An agent answers with one immutable version; a draft is edited until it is published as the next version.
create table agents (
    tenant_id        uuid not null default current_tenant() references tenants,
    id               uuid not null,
    name             text not null check (name <> ''),
    state            text not null default 'active' check (state in ('active', 'archived')),
    live_version_id  text,
    created_at       timestamptz not null default now(),
    primary key (tenant_id, id)
);
call protect('agents', 'select, insert, update', 'select, insert, update');

-- id: SHA-256 (hex) of the canonical snapshot. Two agents may carry the same snapshot, so the agent is part of the key.
create table agent_versions (
    tenant_id   uuid not null default current_tenant(),
    agent_id    uuid not null,
    id          text not null check (id ~ '^[0-9a-f]{64}$'),
    number      int  not null check (number > 0),
    snapshot    jsonb not null,
    status      text not null default 'published' check (status in ('published', 'archived')),
    created_by  text not null default current_actor(),
    created_at  timestamptz not null default now(),
    primary key (tenant_id, agent_id, id),
    unique (tenant_id, agent_id, number),
    foreign key (tenant_id, agent_id) references agents
);
call protect('agent_versions', 'select, insert, update (status)', 'select, insert, update (status)');

alter table agents add foreign key (tenant_id, id, live_version_id) references agent_versions (tenant_id, agent_id, id);

create table agent_drafts (
    tenant_id   uuid not null default current_tenant(),
    agent_id    uuid not null,
    revision    bigint not null default 1,
    body        jsonb not null,
    updated_by  text not null default current_actor(),
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, agent_id),
    foreign key (tenant_id, agent_id) references agents
);
call protect('agent_drafts', 'select, insert, update, delete', 'select, insert, update, delete');

create table phone_numbers (
    tenant_id         uuid not null default current_tenant() references tenants,
    id                uuid not null,
    e164              text not null unique check (e164 ~ '^\+[1-9][0-9]{6,14}$'),
    agent_id          uuid,
    fallback_number   text check (fallback_number ~ '^\+[1-9][0-9]{6,14}$'),
    fallback_message  text,
    created_at        timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, agent_id) references agents
);
create index phone_numbers_of_agent on phone_numbers (tenant_id, agent_id);
call protect('phone_numbers', 'select, insert, update, delete', 'select, insert, update, delete');
