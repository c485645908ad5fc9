-- Where a draft came from, and what the person who published a version said about it.
alter table agent_drafts add column based_on text check (based_on ~ '^[0-9a-f]{64}$');
alter table agent_drafts add foreign key (tenant_id, agent_id, based_on) references agent_versions (tenant_id, agent_id, id);
alter table agent_versions add column based_on text check (based_on ~ '^[0-9a-f]{64}$');
alter table agent_versions add foreign key (tenant_id, agent_id, based_on) references agent_versions (tenant_id, agent_id, id);
alter table agent_versions add column note text not null default '' check (length(note) <= 500);
create index agent_versions_by_id on agent_versions (tenant_id, id);
