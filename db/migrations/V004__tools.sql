-- What an agent may do for the caller: tools, where they are served, and which version may use which.
create table integrations (
    tenant_id      uuid not null default current_tenant() references tenants,
    id             uuid not null,
    kind           text not null check (kind ~ '^[a-z0-9_]{1,40}$'),
    name           text not null check (name <> ''),
    base_url       text not null,
    secret_sealed  bytea,
    secret_hint    text check (length(secret_hint) <= 4),
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, kind, name)
);
call protect('integrations', 'select, insert, update, delete', 'select, insert, update, delete');

create table tools (
    tenant_id      uuid not null default current_tenant() references tenants,
    id             uuid not null,
    name           text not null check (name ~ '^[a-zA-Z0-9_-]{1,64}$'),
    description    text not null default '',
    class          text not null check (class in ('read', 'write', 'irreversible')),
    input_schema   jsonb not null,
    output_schema  jsonb,
    timeout_ms     int not null default 10000 check (timeout_ms between 100 and 120000),
    soft_limit_ms  int not null default 1500 check (soft_limit_ms between 0 and 120000),
    filler         text,
    retries        int not null default 0 check (retries between 0 and 5 and (retries = 0 or class = 'read')),
    state          text not null default 'active' check (state in ('active', 'archived')),
    created_at     timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, name)
);
call protect('tools', 'select, insert, update, delete', 'select, insert, update, delete');

create table tool_endpoints (
    tenant_id       uuid not null default current_tenant(),
    tool_id         uuid not null,
    integration_id  uuid not null,
    method          text not null default 'POST' check (method in ('GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
    path            text not null check (path like '/%'),
    headers         jsonb not null default '{}',
    primary key (tenant_id, tool_id),
    foreign key (tenant_id, tool_id) references tools on delete cascade,
    foreign key (tenant_id, integration_id) references integrations
);
create index tool_endpoints_of_integration on tool_endpoints (tenant_id, integration_id);
call protect('tool_endpoints', 'select, insert, update, delete', 'select, insert, update, delete');

-- The allowlist of a version. Like the version itself it is never changed afterwards.
create table version_tools (
    tenant_id   uuid not null default current_tenant(),
    agent_id    uuid not null,
    version_id  text not null,
    tool_id     uuid not null,
    primary key (tenant_id, agent_id, version_id, tool_id),
    foreign key (tenant_id, agent_id, version_id) references agent_versions (tenant_id, agent_id, id),
    foreign key (tenant_id, tool_id) references tools
);
create index version_tools_of_tool on version_tools (tenant_id, tool_id);
call protect('version_tools', 'select, insert', 'select, insert');
