-- People are known to the platform as a whole (one person may serve several tenants); what they may do is per tenant.
create table users (
    id             uuid primary key,
    email          text not null check (email = lower(email) and email like '%_@_%'),
    name           text not null,
    password_hash  text,
    internal_role  text check (internal_role in ('internal_admin', 'internal_operator')),
    disabled_at    timestamptz,
    created_at     timestamptz not null default now(),
    unique (email)
);
grant select, insert, update on users to voiceops_platform;

create table memberships (
    tenant_id   uuid not null default current_tenant() references tenants,
    user_id     uuid not null references users,
    role        text not null check (role in ('internal_admin', 'internal_operator', 'client_viewer')),
    created_at  timestamptz not null default now(),
    primary key (tenant_id, user_id)
);
create index memberships_of_user on memberships (user_id);
call protect('memberships', 'select, insert, update, delete', 'select, insert, update, delete');
