-- When an execution that still runs was surely left behind by its process: a sweep ends it then, and it is never sent again.
alter table tool_executions
    add column deadline_at timestamptz not null default clock_timestamp() + interval '3 minutes';
create index tool_executions_overdue on tool_executions (deadline_at) where status = 'running';
