-- Sentences that did not hold, found by the watchdog. Place: what of its call it is about, so that the same is found once.
create table incidents (
    tenant_id  uuid not null default current_tenant() references tenants,
    id         uuid not null,
    call_id    uuid,
    invariant  text not null check (invariant ~ '^[a-z0-9_]{1,60}$'),
    place      text not null default '',
    second     int,
    details    jsonb not null default '{}',
    opened_at  timestamptz not null default clock_timestamp(),
    seen_at    timestamptz not null default clock_timestamp(),
    closed_at  timestamptz,
    primary key (tenant_id, id),
    unique nulls not distinct (tenant_id, call_id, invariant, place),
    foreign key (tenant_id, call_id) references calls on delete cascade
);
create index incidents_open on incidents (tenant_id, opened_at) where closed_at is null;
call protect('incidents', 'select, insert, update', 'select, insert, update, delete');
