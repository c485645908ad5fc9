-- When what tells who a caller is becomes a mark: never, when people read, or before it is stored.
alter table tenants add column redaction text not null default 'read' check (redaction in ('none', 'read', 'write'));
