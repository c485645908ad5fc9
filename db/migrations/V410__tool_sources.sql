-- Where a tool was imported from, and what stood there: what changed since is shown as drift.
create table tool_sources (
    tenant_id       uuid not null default current_tenant(),
    tool_id         uuid not null,
    integration_id  uuid not null,
    origin          text not null check (origin in ('workflow', 'mcp')),
    reference       text not null check (reference <> ''),
    workflow_id     text check (workflow_id <> ''),
    snapshot        jsonb not null,
    imported_at     timestamptz not null default now(),
    primary key (tenant_id, tool_id),
    foreign key (tenant_id, tool_id) references tools on delete cascade,
    foreign key (tenant_id, integration_id) references integrations
);
create index tool_sources_of_integration on tool_sources (tenant_id, integration_id);
call protect('tool_sources', 'select, insert, update, delete', 'select, insert, update, delete');
